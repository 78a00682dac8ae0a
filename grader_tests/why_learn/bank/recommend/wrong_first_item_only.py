# title: looks at the first item only
# says: The camera can be anywhere in the basket.
# fails: test_recommend_camera_anywhere_in_the_basket
def recommend(basket, is_gift, lenses_owned):
    if basket[0] != "camera":
        return []
    if is_gift:
        return ["gift card"]
    return ["camera bag"] if lenses_owned >= 5 else ["lens"]
