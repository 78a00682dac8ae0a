# title: dot product of the flat errors
def mse(pred, target):
    if list(pred.shape) != list(target.shape):
        raise ValueError("shape mismatch")
    d = (pred - target).flatten()
    return d @ d / d.numel()
