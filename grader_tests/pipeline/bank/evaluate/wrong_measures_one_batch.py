# title: measures the first 32 rows only
# says: Every row counts, not the first batch only.
# fails: test_evaluate_measures_as_deployed, test_evaluate_one_row
def evaluate(model, X, y):
    w = model.training
    model.eval()
    with torch.no_grad():
        X, y = X[:32], y[:32]
        z = model(X)
    model.train(w)
    return {
        "loss": F.cross_entropy(z, y).item(),
        "accuracy": (z.argmax(1) == y).float().mean().item(),
    }
