# title: if/else
def take_order(w, b, distance, promise=30.0):
    if w * distance + b < promise:
        return True
    else:
        return False
