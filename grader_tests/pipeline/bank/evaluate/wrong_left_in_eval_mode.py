# title: leaves the model in eval mode
# says: Put the model back into the mode you found it in.
# fails: test_evaluate_puts_the_mode_back
def evaluate(model, X, y):
    model.eval()
    with torch.no_grad():
        z = model(X)
    return {
        "loss": F.cross_entropy(z, y).item(),
        "accuracy": (z.argmax(1) == y).float().mean().item(),
    }
