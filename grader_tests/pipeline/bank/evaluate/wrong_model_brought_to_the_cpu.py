# title: brings the model to the CPU and leaves it there
# says: Moving a model changes the model itself: whoever goes on training finds it elsewhere.
# fails: test_evaluate_on_device
def evaluate(model, X, y):
    was_training = model.training
    model.cpu().eval()
    with torch.no_grad():
        scores = model(X.cpu())
    model.train(was_training)
    return {
        "loss": F.cross_entropy(scores, y.cpu()).item(),
        "accuracy": (scores.argmax(dim=1) == y.cpu()).float().mean().item(),
    }
