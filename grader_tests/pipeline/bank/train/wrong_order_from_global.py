# title: only the first order comes from the seed
# says: All orders have to come from the seed, not the first one alone.
# fails: test_train_shuffles_with_the_seed
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    history = []
    for _ in range(epochs):
        total = 0.0
        for rows in order.split(batch_size):
            rows = rows.to(X.device)
            loss = F.cross_entropy(model(X[rows]), y[rows])
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item() * len(rows)
        history.append(total / len(X))
        order = torch.randperm(len(X))
    return history
