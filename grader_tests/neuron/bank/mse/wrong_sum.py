# title: sum instead of mean
# says: Mean squared error divides by the number of samples.
# fails: test_mse_three_deliveries, test_mse_other_deliveries, test_mse_gradient
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).sum()
