# title: sorts the customer's basket on the way
# says: Looking something up must not reorder the list you were given: `sorted` makes a new one.
# fails: test_recommend_gift_comes_before_lenses, test_recommend_at_least_five_lenses, test_recommend_camera_anywhere_in_the_basket
import bisect


def recommend(basket, is_gift, lenses_owned):
    basket.sort()
    at = bisect.bisect_left(basket, "camera")
    if at == len(basket) or basket[at] != "camera":
        return []
    if is_gift:
        return ["gift card"]
    return ["camera bag"] if lenses_owned >= 5 else ["lens"]
