# title: only the flag of the outermost module is changed
# says: model.training = False tells nobody inside: dropout and batch normalisation go on as before. `eval()` tells all of them.
# fails: test_evaluate_measures_as_deployed, test_evaluate_leaves_no_traces, test_evaluate_one_row
def evaluate(model, X, y):
    before = model.training
    model.training = False
    with torch.no_grad():
        s = model(X)
    model.training = before
    return {"loss": F.cross_entropy(s, y).item(), "accuracy": (s.argmax(1) == y).float().mean().item()}
