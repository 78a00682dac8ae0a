# title: an exception class of its own, derived from ValueError
class ShapeError(ValueError):
    """The shapes of two tensors differ."""


def mse(pred, target):
    if pred.shape != target.shape:
        raise ShapeError(f"{tuple(pred.shape)} and {tuple(target.shape)}")
    return torch.linalg.vector_norm(pred - target) ** 2 / pred.numel()
