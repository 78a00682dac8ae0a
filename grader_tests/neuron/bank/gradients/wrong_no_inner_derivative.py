# title: times x forgotten in dw
# says: By the chain rule dw carries the inner derivative x; only db does not.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y
    return float((2 * e).mean()), float((2 * e).mean())
