# title: truth minus prediction
# says: Turn the error round and both slopes change their sign: the derivative of -w is -1.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = y - (w * x + b)
    return float((2 * e * x).mean()), float((2 * e).mean())
