# title: every module gets its own mode back
def evaluate(model, X, y):
    modes = {m: m.training for m in model.modules()}
    try:
        model.eval()
        with torch.inference_mode():
            scores = model(X)
            return dict(
                loss=float(F.cross_entropy(scores, y)),
                accuracy=int((scores.argmax(dim=-1) == y).sum()) / len(y),
            )
    finally:
        for m, mode in modes.items():
            m.training = mode
