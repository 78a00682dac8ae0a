# title: returns a Python float
# says: A float has no gradient; return the tensor and call .item() only for printing.
# fails: test_mse_three_deliveries, test_mse_other_deliveries, test_mse_gradient, test_mse_on_device
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return float(((pred - target) ** 2).mean())
