# title: divides by 12, however many deliveries there are
# says: There need not be twelve deliveries: count them.
# fails: test_gradients_many_deliveries
def gradients(x, y, w, b):
    dw = db = 0.0
    for xi, yi in zip(x.flatten().tolist(), y.flatten().tolist()):
        e = w * xi + b - yi
        dw += 2 * e * xi / 12
        db += 2 * e / 12
    return dw, db
