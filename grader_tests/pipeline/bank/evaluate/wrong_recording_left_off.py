# title: switches recording off and not on again
# says: After set_grad_enabled(False) nobody can train any more; a `with` block ends by itself.
# fails: test_evaluate_leaves_no_traces

def evaluate(model, X, y):
    was = model.training
    model.eval()
    torch.set_grad_enabled(False)
    s = model(X)
    model.train(was)
    return {"loss": F.cross_entropy(s, y).item(), "accuracy": (s.argmax(1) == y).float().mean().item()}
