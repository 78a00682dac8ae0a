# title: flattened times
# says: For the weight, each delivery's error is multiplied by the distance of the same delivery, and only then comes the average.
# hint: Print the shape of the error. There should be one number for each delivery, and one product for each delivery before you average.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y.squeeze()
    return (2 * e * x).mean(), (2 * e).mean()
