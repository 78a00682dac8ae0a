# title: log of softmax plus a small number
# says: Where the right class got next to no probability, the small number hides how wrong that was. Let cross_entropy do it, from the raw scores.
# fails: test_evaluate_one_row
# may_fail: test_evaluate_measures_as_deployed
def evaluate(model, X, y):
    before = model.training
    model.eval()
    with torch.no_grad():
        p = model(X).softmax(1)
        loss = -torch.log(p[torch.arange(len(y)), y] + 1e-12).mean()
    model.train(before)
    return {"loss": loss.item(), "accuracy": (p.argmax(1) == y).float().mean().item()}
