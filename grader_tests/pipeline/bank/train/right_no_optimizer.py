# title: steps by hand, numpy's permutation, a schedule
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    rng = np.random.default_rng(seed)
    was = model.training
    model.train(True)
    weights = [p for p in model.parameters() if p.requires_grad]
    history = [0.0] * epochs
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for i in range(0, len(X), batch_size):
            j = torch.as_tensor(order[i : i + batch_size])
            loss = F.nll_loss(F.log_softmax(model(X[j]), dim=1), y[j])
            slopes = torch.autograd.grad(loss, weights)
            with torch.no_grad():
                for p, slope in zip(weights, slopes):
                    p -= lr * slope
            history[epoch] += loss.item() * j.numel() / len(X)
    model.train(was)
    return history
