# title: the absolute value of the error
# says: The sign of the error says which way to turn: leave it on.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = (w * x + b - y).abs()
    return (2 * e * x).mean(), (2 * e).mean()
