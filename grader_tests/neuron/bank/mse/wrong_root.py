# title: root of the mean squared error
# says: The root brings the error back to minutes, which is nice to read, but it is not what was asked for.
# fails: test_mse_three_deliveries, test_mse_other_deliveries, test_mse_gradient
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return torch.sqrt(((pred - target) ** 2).mean())
