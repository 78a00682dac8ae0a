# title: one step for all batches together
# says: Each batch gets a step of its own: that is what makes mini-batches quick.
# fails: test_train_steps_after_each_batch
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    history = []
    for _ in range(epochs):
        opt.zero_grad()
        total = 0.0
        for rows in torch.randperm(len(X), generator=g).split(batch_size):
            rows = rows.to(X.device)
            total = total + F.cross_entropy(model(X[rows]), y[rows], reduction="sum")
        loss = total / len(X)
        loss.backward()
        opt.step()
        history.append(loss.item())
    return history
