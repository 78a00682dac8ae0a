# title: clears the gradients of the model
# says: Somebody may be in the middle of a step; an evaluation leaves gradients alone.
# fails: test_evaluate_leaves_no_traces
def evaluate(model, X, y):
    w = model.training
    model.eval()
    model.zero_grad()
    with torch.no_grad():
        z = model(X)
    model.train(w)
    return {
        "loss": F.cross_entropy(z, y).item(),
        "accuracy": (z.argmax(1) == y).float().mean().item(),
    }
