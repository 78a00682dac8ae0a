# title: at least five, but only up to nine
# says: "At least five" has no upper end.
# fails: test_recommend_at_least_five_lenses
def recommend(basket, is_gift, lenses_owned):
    if "camera" not in basket:
        return []
    if is_gift:
        return ["gift card"]
    if lenses_owned in range(5, 10):
        return ["camera bag"]
    return ["lens"]
