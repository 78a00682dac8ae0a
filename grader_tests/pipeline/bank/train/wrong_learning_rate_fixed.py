# title: a learning rate of its own
# says: The caller has chosen lr; use it.
# fails: test_train_uses_rate_and_epochs
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=0.01)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for j in torch.randperm(len(X), generator=g).split(batch_size):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(X))
    return history
