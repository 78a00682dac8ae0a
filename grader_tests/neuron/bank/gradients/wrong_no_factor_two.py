# title: factor 2 missing
# says: The derivative of e squared is 2e.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y
    return float((e * x).mean()), float(e.mean())
