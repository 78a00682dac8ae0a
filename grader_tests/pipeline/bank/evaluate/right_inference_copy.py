# title: inference_mode, copy of the model, mini-batches
def evaluate(model, X, y):
    m = copy.deepcopy(model).eval()
    c = t = 0.0
    with torch.inference_mode():
        for a, b in zip(X.split(17), y.split(17)):
            z = m(a)
            t += F.cross_entropy(z, b, reduction="sum").item()
            c += (z.argmax(-1) == b).sum().item()
    return {"accuracy": c / len(y), "loss": t / len(y), "n": len(y)}
