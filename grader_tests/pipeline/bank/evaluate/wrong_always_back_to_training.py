# title: always puts the model into training mode
# says: The model may have come in evaluation mode; look before you change it.
# fails: test_evaluate_puts_the_mode_back
def evaluate(model, X, y):
    model.eval()
    with torch.no_grad():
        z = model(X)
    model.train()
    return {
        "loss": F.cross_entropy(z, y).item(),
        "accuracy": (z.argmax(1) == y).float().mean().item(),
    }
