# title: compares in place
# says: A method that ends in an underscore writes into its tensor: eq_ leaves truth values where the labels stood. == makes a new one.
# fails: test_evaluate_measures_as_deployed
def evaluate(model, X, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        z = model(X)
        loss = F.cross_entropy(z, y).item()
        accuracy = y.eq_(z.argmax(1)).float().mean().item()
    model.train(was)
    return {"loss": loss, "accuracy": accuracy}
