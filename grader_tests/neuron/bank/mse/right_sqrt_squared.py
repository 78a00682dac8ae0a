# title: the squared norm, divided by the number
def mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return torch.norm(pred - target) ** 2 / pred.numel()
