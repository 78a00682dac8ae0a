# title: squeezes the scores
# says: squeeze() takes away every dimension of size 1, also that of a single row.
# fails: test_evaluate_one_row
def evaluate(model, X, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        z = model(X).squeeze()
        loss = F.cross_entropy(z, y)
        accuracy = (z.argmax(dim=1) == y).float().mean()
    model.train(was)
    return {"loss": loss.item(), "accuracy": accuracy.item()}
