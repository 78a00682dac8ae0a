# title: flattened times
# says: A column minus a flat row is a table: look at the shapes.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y.squeeze()
    return (2 * e * x).mean(), (2 * e).mean()
