# title: a new tensor made of the number
# says: torch.tensor(...) of a number is a tensor without a past: the gradient ends there.
# fails: test_mse_gradient
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    error = ((pred - target) ** 2).mean().item()
    return torch.tensor(error, dtype=pred.dtype, device=pred.device)
