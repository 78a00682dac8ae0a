# title: keeps one result list between the calls
# says: The list of the last call is still in use: make a new one in each call.
# fails: test_recommend_at_least_five_lenses
RESULT = []


def recommend(basket, is_gift, lenses_owned):
    RESULT.clear()
    if "camera" in basket:
        if is_gift:
            RESULT.append("gift card")
        elif lenses_owned >= 5:
            RESULT.append("camera bag")
        else:
            RESULT.append("lens")
    return RESULT
