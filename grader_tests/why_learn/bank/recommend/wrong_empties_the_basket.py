# title: takes the camera out of the basket
# says: Look into the basket, but leave in it what was in it.
# fails: test_recommend_gift_comes_before_lenses, test_recommend_at_least_five_lenses, test_recommend_camera_anywhere_in_the_basket
def recommend(basket, is_gift, lenses_owned):
    if "camera" not in basket:
        return []
    basket.remove("camera")
    if is_gift:
        return ["gift card"]
    if lenses_owned >= 5:
        return ["camera bag"]
    return ["lens"]
