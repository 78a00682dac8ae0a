# title: squares the mean instead of averaging the squares
# says: Early and late cancel in the mean. Square each error first.
# fails: test_mse_three_deliveries, test_mse_other_deliveries, test_mse_gradient
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return (pred - target).mean() ** 2
