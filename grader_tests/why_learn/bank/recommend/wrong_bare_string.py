# title: returns a string instead of a list
# says: The result is a list, also if there is only one thing in it.
# fails: test_recommend_camera_and_phone, test_recommend_gift_comes_before_lenses, test_recommend_at_least_five_lenses, test_recommend_camera_anywhere_in_the_basket
def recommend(basket, is_gift, lenses_owned):
    if "camera" not in basket:
        return []
    if is_gift:
        return "gift card"
    if lenses_owned >= 5:
        return "camera bag"
    return "lens"
