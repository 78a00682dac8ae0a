# title: measures in training mode
# says: Dropout switches off neurons at random while you measure; tell the model that training is over.
# fails: test_evaluate_leaves_no_traces, test_evaluate_measures_as_deployed, test_evaluate_one_row
def evaluate(model, X, y):
    with torch.no_grad():
        z = model(X)
    return {
        "loss": F.cross_entropy(z, y).item(),
        "accuracy": (z.argmax(1) == y).float().mean().item(),
    }
