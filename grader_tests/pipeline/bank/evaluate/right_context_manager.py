# title: a context manager for the mode, in chunks
from contextlib import contextmanager
@contextmanager
def _measuring(model):
    modes = {m: m.training for m in model.modules()}
    model.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        for m, mode in modes.items():
            m.training = mode
def evaluate(model, X, y):
    total = right = 0.0
    with _measuring(model):
        for xb, yb in zip(X.split(100), y.split(100)):
            scores = model(xb)
            total += F.cross_entropy(scores, yb, reduction="sum").item()
            right += int((scores.max(1).indices == yb).sum())
    return {"accuracy": right / len(X), "loss": total / len(X)}
