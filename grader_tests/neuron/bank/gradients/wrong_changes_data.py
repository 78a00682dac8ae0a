# title: subtracts in place
# says: `y -= ...` changes the caller's own delivery times.
# fails: test_gradients_elsewhere
def gradients(x, y, w, b):
    y -= w * x + b
    return float((-2 * y * x).mean()), float((-2 * y).mean())
