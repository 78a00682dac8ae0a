# title: db first
# says: The order is (dw, db): first the weight, then the bias.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y
    dw, db = (2 * e * x).mean(), (2 * e).mean()
    return db.item(), dw.item()
