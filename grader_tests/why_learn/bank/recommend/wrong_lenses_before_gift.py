# title: asks about the lenses before the gift
# says: The rules have an order: a gift is a gift card, however many lenses the buyer owns.
# fails: test_recommend_gift_comes_before_lenses
def recommend(basket, is_gift, lenses_owned):
    if "camera" not in basket:
        return []
    if lenses_owned >= 5:
        return ["camera bag"]
    if is_gift:
        return ["gift card"]
    return ["lens"]
