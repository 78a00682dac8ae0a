# title: the bias is left out of the error
# says: At b = 0 nobody notices; everywhere else the error is another one.
# fails: test_gradients_elsewhere
def gradients(x, y, w, b):
    e = w * x - y
    return float((2 * e * x).mean()), float((2 * e).mean())
