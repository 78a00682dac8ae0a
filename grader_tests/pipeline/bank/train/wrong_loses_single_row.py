# title: a last batch of one row is never reached
# says: range(0, len(X) - 1, batch_size) ends one row too early; where one row is left over it is never seen.
# fails: test_train_each_row_once
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    history = []
    for _ in range(epochs):
        p = torch.randperm(len(X), generator=g).to(X.device)
        total, n = 0.0, 0
        for i in range(0, len(X) - 1, batch_size):
            rows = p[i:i + batch_size]
            loss = F.cross_entropy(model(X[rows]), y[rows])
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item() * len(rows)
            n += len(rows)
        history.append(total / n)
    return history
