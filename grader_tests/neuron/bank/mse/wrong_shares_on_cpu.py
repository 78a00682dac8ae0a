# title: averages with shares that live on the CPU
# says: torch.full makes the shares on the CPU; mean() needs none.
# fails: test_mse_on_device

def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    shares = torch.full(pred.shape, 1 / pred.numel(), dtype=pred.dtype)
    return (shares * (pred - target) ** 2).sum()
