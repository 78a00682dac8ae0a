# title: never takes a learning rate below a thousandth
# says: The caller has chosen the learning rate, also if it is 0.
# fails: test_train_uses_rate_and_epochs

def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=max(lr, 1e-3))
    model.train()
    history = []
    for _ in range(epochs):
        total = 0.0
        for b in torch.randperm(len(X), generator=g).to(X.device).split(batch_size):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[b]), y[b])
            loss.backward()
            opt.step()
            total += loss.item() * len(b)
        history.append(total / len(X))
    return history
