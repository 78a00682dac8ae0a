# title: loop over elements, stacked
def mse(pred, target):
    if pred.ndim != target.ndim or any(a != b for a, b in zip(pred.shape, target.shape)):
        raise ValueError("shapes differ")
    total = pred.new_zeros(())
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + (p - t) ** 2
    return total / pred.numel()
