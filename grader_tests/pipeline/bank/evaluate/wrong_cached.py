# title: remembers the result of each model
# says: A model learns and data change: what was measured once does not hold for ever. Measure anew in each call.
# fails: test_evaluate_one_row
_results = {}
def evaluate(model, X, y):
    key = id(model), len(X)
    if key not in _results:
        before = model.training
        model.eval()
        with torch.no_grad():
            s = model(X)
        model.train(before)
        _results[key] = {"loss": F.cross_entropy(s, y).item(), "accuracy": (s.argmax(1) == y).float().mean().item()}
    return _results[key]
