# title: mean absolute error
# says: Square each error, do not just drop its sign: large misses shall count most.
# fails: test_mse_three_deliveries, test_mse_other_deliveries, test_mse_gradient
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return (pred - target).abs().mean()
