# title: guards the number of dimensions only
# says: As many dimensions is not the same shape: compare the whole shapes.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    if pred.dim() != target.dim():
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()
