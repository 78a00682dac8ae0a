# title: terms in the other order
def predict(x, w, b):
    return b + x * w
