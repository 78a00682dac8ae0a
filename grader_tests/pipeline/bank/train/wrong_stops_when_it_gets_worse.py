# title: stops when an epoch was worse than the one before
# says: So many epochs were asked for: a loss may climb and fall again.
# fails: test_train_runs_all_epochs

def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
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
        if len(history) > 1 and history[-1] > history[-2]:
            break
    return history
