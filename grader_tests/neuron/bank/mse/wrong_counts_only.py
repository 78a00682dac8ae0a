# title: compares only how many numbers there are
# says: A (6, 1) column and a (6,) row hold equally many numbers and still broadcast to 6 x 6.
# fails: test_mse_rejects_different_shapes
def mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError("not the same number of deliveries")
    error = pred - target
    return (error * error).sum() / error.numel()
