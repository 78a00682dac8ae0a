# title: product of two averages
# says: The average of a product is not the product of the averages: multiply delivery by delivery.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y
    return float(2 * e.mean() * x.mean()), float(2 * e.mean())
