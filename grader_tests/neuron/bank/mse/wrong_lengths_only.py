# title: compares only the lengths
# says: len() looks at the first dimension only: (6, 1) and (6,) both have length 6.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    if len(pred) != len(target):
        raise ValueError("not the same number of deliveries")
    return ((pred - target) ** 2).mean()
