# title: counts the lenses in the basket as owned
# says: Rule 3 asks what the customer owns already; what lies in the basket is not counted.
# fails: test_recommend_at_least_five_lenses
def recommend(basket, is_gift, lenses_owned):
    if "camera" not in basket:
        return []
    if is_gift:
        return ["gift card"]
    if lenses_owned + basket.count("lens") >= 5:
        return ["camera bag"]
    return ["lens"]
