# title: counts with NumPy from wherever the scores live
# says: NumPy lives on the CPU: bring the scores there first, or count with PyTorch.
# fails: test_evaluate_on_device
def evaluate(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        scores = model(X)
    model.train(was_training)
    right = scores.argmax(dim=1).numpy() == y.numpy()
    return {"loss": F.cross_entropy(scores, y).item(), "accuracy": float(right.mean())}
