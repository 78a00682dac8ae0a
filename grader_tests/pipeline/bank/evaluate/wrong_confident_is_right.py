# title: counts how often the network is sure
# says: Accuracy is how often the largest score is that of the label, not how large it is.
# fails: test_evaluate_four_rows, test_evaluate_measures_as_deployed, test_evaluate_one_row

def evaluate(model, X, y):
    was = model.training
    model.eval()
    with torch.no_grad():
        s = model(X)
        loss = F.cross_entropy(s, y)
        accuracy = (s.softmax(1).max(1).values > 0.5).float().mean()
    model.train(was)
    return {"loss": float(loss), "accuracy": float(accuracy)}
