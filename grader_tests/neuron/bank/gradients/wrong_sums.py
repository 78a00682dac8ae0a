# title: sums instead of means
# says: The error is an average, so its slope is an average too.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y
    return float((2 * e * x).sum()), float((2 * e).sum())
