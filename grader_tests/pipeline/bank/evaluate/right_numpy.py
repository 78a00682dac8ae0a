# title: try and finally, log-sum-exp by hand, numpy
@torch.no_grad()
def evaluate(model, X, y):
    mode = model.training
    try:
        scores = model.eval()(X).double()
    finally:
        model.train(mode)
    picked = scores.gather(1, y[:, None]).squeeze(1)
    loss = (torch.logsumexp(scores, dim=1) - picked).mean()
    hits = scores.max(dim=1).indices.cpu().numpy() == y.cpu().numpy()
    return {"loss": float(loss), "accuracy": np.mean(hits)}
