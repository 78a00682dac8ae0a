# title: collects its answers in a default argument
# says: A default value is made once and shared by all calls: yesterday's recommendation is still in it.
# fails: test_recommend_gift_comes_before_lenses, test_recommend_at_least_five_lenses, test_recommend_camera_anywhere_in_the_basket
# may_fail: test_recommend_camera_and_phone
def recommend(basket, is_gift, lenses_owned, out=[]):
    if "camera" not in basket:
        return []
    if is_gift:
        out.append("gift card")
    elif lenses_owned >= 5:
        out.append("camera bag")
    else:
        out.append("lens")
    return out
