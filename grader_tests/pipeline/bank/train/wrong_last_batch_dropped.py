# title: last smaller batch dropped
# says: len(X) // batch_size forgets the last, smaller batch.
# fails: test_train_each_row_once, test_train_reports_the_mean_of_the_rows
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    batch_size = min(batch_size, len(X))
    for _ in range(epochs):
        total = n = 0
        p = torch.randperm(len(X), generator=g)
        for i in range(len(X) // batch_size):
            j = p[i * batch_size : (i + 1) * batch_size]
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.step()
            total += loss.item() * len(j)
            n += len(j)
        history.append(total / n)
    return history
