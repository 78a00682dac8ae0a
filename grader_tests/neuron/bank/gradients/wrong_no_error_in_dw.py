# title: derivative of the line only
# says: How steep the square is depends on how far off it is: the error stands in both slopes.
# fails: test_gradients_at_zero, test_gradients_elsewhere, test_gradients_many_deliveries
def gradients(x, y, w, b):
    e = w * x + b - y
    return 2 * x.mean(), 2 * e.mean()
