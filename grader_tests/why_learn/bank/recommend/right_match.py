# title: match over the three questions
def recommend(basket, is_gift, lenses_owned):
    match ("camera" in basket, bool(is_gift), lenses_owned > 4):
        case (False, _, _):
            return []
        case (True, True, _):
            return ["gift card"]
        case (True, False, True):
            return ["camera bag"]
        case _:
            return ["lens"]
