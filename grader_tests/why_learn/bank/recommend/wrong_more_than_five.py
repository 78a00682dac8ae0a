# title: off by one: > 5 instead of at least 5
# says: "Already have five lenses" includes exactly five.
# fails: test_recommend_at_least_five_lenses
def recommend(basket, is_gift, lenses_owned):
    if "camera" not in basket:
        return []
    if is_gift:
        return ["gift card"]
    return ["camera bag"] if lenses_owned > 5 else ["lens"]
