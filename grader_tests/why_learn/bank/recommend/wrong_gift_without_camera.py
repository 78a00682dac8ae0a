# title: asks about the gift before the camera
# says: Without a camera nothing is recommended, gift or not.
# fails: test_recommend_gift_comes_before_lenses
def recommend(basket, is_gift, lenses_owned):
    if is_gift:
        return ["gift card"]
    if "camera" in basket:
        return ["camera bag"] if lenses_owned >= 5 else ["lens"]
    return []
