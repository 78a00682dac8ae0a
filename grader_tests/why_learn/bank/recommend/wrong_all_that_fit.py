# title: collects every recommendation that fits
# says: The first rule that applies decides; the others are not asked any more.
# fails: test_recommend_gift_comes_before_lenses, test_recommend_at_least_five_lenses
def recommend(basket, is_gift, lenses_owned):
    result = []
    if "camera" in basket:
        if is_gift:
            result.append("gift card")
        if lenses_owned >= 5:
            result.append("camera bag")
        result.append("lens")
    return result
