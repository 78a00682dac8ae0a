# title: returns tensors
# says: A report should hold plain numbers.
# fails: test_evaluate_four_rows, test_evaluate_measures_as_deployed, test_evaluate_one_row
def evaluate(model, X, y):
    w = model.training
    model.eval()
    with torch.no_grad():
        z = model(X)
    model.train(w)
    return {
        "loss": F.cross_entropy(z, y),
        "accuracy": (z.argmax(1) == y).float().mean(),
    }
