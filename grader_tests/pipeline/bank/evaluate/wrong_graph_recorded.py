# title: records a graph
# says: Nobody goes backwards from here; do not take notes.
# fails: test_evaluate_records_no_graph
def evaluate(model, X, y):
    w = model.training
    model.eval()
    z = model(X)
    model.train(w)
    return {
        "loss": F.cross_entropy(z, y).item(),
        "accuracy": (z.argmax(1) == y).float().mean().item(),
    }
