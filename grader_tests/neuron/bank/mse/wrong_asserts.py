# title: assert instead of ValueError
# says: Not every exception will do: whoever calls is promised a ValueError, and catches nothing else.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    assert pred.shape == target.shape, "shapes differ"
    return ((pred - target) ** 2).mean()
