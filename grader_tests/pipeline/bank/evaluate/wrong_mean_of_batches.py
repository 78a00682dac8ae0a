# title: the mean of the batches' means
# says: The last, smaller batch counts as much as the others; weight each batch by its rows.
# fails: test_evaluate_measures_as_deployed, test_evaluate_one_row
def evaluate(model, X, y):
    was_training = model.training
    model.eval()
    losses, accuracies = [], []
    with torch.no_grad():
        for xb, yb in zip(X.split(32), y.split(32)):
            scores = model(xb)
            losses.append(F.cross_entropy(scores, yb).item())
            accuracies.append((scores.argmax(dim=1) == yb).float().mean().item())
    model.train(was_training)
    return {"loss": sum(losses) / len(losses), "accuracy": sum(accuracies) / len(accuracies)}
