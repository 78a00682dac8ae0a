# title: the sum over the rows instead of the mean
# says: With twice as many rows the loss is twice as large; take the mean.
# fails: test_evaluate_four_rows, test_evaluate_measures_as_deployed, test_evaluate_one_row
def evaluate(model, X, y):
    w = model.training
    model.eval()
    with torch.no_grad():
        z = model(X)
    model.train(w)
    return {
        "loss": F.cross_entropy(z, y, reduction="sum").item(),
        "accuracy": (z.argmax(1) == y).float().mean().item(),
    }
