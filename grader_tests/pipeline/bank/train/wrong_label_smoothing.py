# title: cross-entropy with smoothed labels
# says: Smoothed labels make another loss. Plain cross-entropy was asked for.
# fails: test_train_reports_the_mean_of_the_rows
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    loss_fn = nn.CrossEntropyLoss(label_smoothing=0.1)
    model.train()
    history = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(X), generator=g).split(batch_size):
            rows = rows.to(X.device)
            loss = loss_fn(model(X[rows]), y[rows])
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item() * len(rows)
        history.append(total / len(X))
    return history
