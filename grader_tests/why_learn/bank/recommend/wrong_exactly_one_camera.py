# title: wants exactly one camera in the basket
# says: Who buys two cameras still needs a lens: ask whether there is one, not how many.
# fails: test_recommend_camera_anywhere_in_the_basket
def recommend(basket, is_gift, lenses_owned):
    if basket.count("camera") != 1:
        return []
    if is_gift:
        return ["gift card"]
    if lenses_owned >= 5:
        return ["camera bag"]
    return ["lens"]
