# title: divides the mean loss by the rows again
# says: cross_entropy is the mean over the batch already. Divided again, the steps are as many times too small.
# fails: test_train_learns
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for j in torch.randperm(len(X), generator=g).split(batch_size):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            (loss / len(j)).backward()
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(X))
    return history
