# title: a generator offers, the first offer counts
def offers(basket, is_gift, lenses_owned):
    if "camera" in tuple(basket):
        if is_gift:
            yield "gift card"
        if lenses_owned >= 5:
            yield "camera bag"
        yield "lens"


def recommend(basket, is_gift, lenses_owned):
    return list(offers(basket, is_gift, lenses_owned))[:1]
