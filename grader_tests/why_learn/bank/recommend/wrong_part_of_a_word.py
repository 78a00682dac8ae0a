# title: takes a camera strap for a camera
# says: An item is a camera if it is called so, not if the word stands somewhere in its name.
# fails: test_recommend_camera_anywhere_in_the_basket
def recommend(basket, is_gift, lenses_owned):
    if not any("camera" in item for item in basket):
        return []
    if is_gift:
        return ["gift card"]
    if lenses_owned >= 5:
        return ["camera bag"]
    return ["lens"]
