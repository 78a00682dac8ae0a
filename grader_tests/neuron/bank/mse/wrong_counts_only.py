# title: compares only how many numbers there are
# says: (N, 1) against (N,) broadcasts to an N by N table: compare whole shapes, not lengths or counts.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError("not the same number of deliveries")
    error = pred - target
    return (error * error).sum() / error.numel()
