# title: one conditional expression
def recommend(basket, is_gift, lenses_owned):
    return (
        []
        if basket.count("camera") == 0
        else ["gift card"] if is_gift else ["camera bag" if lenses_owned > 4 else "lens"]
    )
