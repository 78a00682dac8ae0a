# title: assert instead of ValueError
# says: assert raises an AssertionError, and Python may skip it altogether; raise a ValueError.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    assert pred.shape == target.shape, "shapes differ"
    return ((pred - target) ** 2).mean()
