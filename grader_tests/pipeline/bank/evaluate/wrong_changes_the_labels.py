# title: subtracts the predictions from the caller's labels
# says: -= writes into the labels that you were given. Compare with ==, which makes a new tensor.
# fails: test_evaluate_measures_as_deployed
def evaluate(model, X, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        z = model(X)
        loss = F.cross_entropy(z, y).item()
        y -= z.argmax(1)
    model.train(was)
    return {"loss": loss, "accuracy": (y == 0).float().mean().item()}
