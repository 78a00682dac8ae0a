# title: F.mse_loss behind a guard
def mse(pred, target):
    if pred.size() == target.size():
        return F.mse_loss(pred, target)
    raise ValueError(f"{pred.size()} is not {target.size()}")
