# title: the optimizer knows the last layer only
# says: All parameters of the model shall learn, not the last two.
# fails: test_train_steps_after_each_batch
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(list(model.parameters())[-2:], lr=lr)
    model.train()
    history = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(X), generator=g).split(batch_size):
            rows = rows.to(X.device)
            loss = F.cross_entropy(model(X[rows]), y[rows])
            model.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item() * len(rows)
        history.append(total / len(X))
    return history
