# title: a list of rules, the first that applies wins
RULES = [
    (lambda b, g, n: not {"camera"} & set(b), []),
    (lambda b, g, n: g, ["gift card"]),
    (lambda b, g, n: n >= 5, ["camera bag"]),
    (lambda b, g, n: True, ["lens"]),
]


def recommend(basket, is_gift, lenses_owned):
    return next(answer for applies, answer in RULES if applies(basket, is_gift, lenses_owned))
