# title: compares only the lengths
# says: (N, 1) against (N,) broadcasts to an N by N table: compare whole shapes, not lengths or counts.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    if len(pred) != len(target):
        raise ValueError("not the same number of deliveries")
    return ((pred - target) ** 2).mean()
