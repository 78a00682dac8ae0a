# title: rows and labels are shuffled apart
# says: Each row got the label of another one; index both with the same numbers.
# fails: test_train_learns, test_train_reports_the_mean_of_the_rows
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        rows = torch.randperm(len(X), generator=g).split(batch_size)
        labels = torch.randperm(len(X), generator=g).split(batch_size)
        for i, j in zip(rows, labels):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[i]), y[j])
            loss.backward()
            opt.step()
            total += loss.item() * len(i)
        history.append(total / len(X))
    return history
