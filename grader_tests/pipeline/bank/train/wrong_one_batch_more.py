# title: an empty batch where the rows come out even
# says: Where batch_size divides N, there is no rest: N // batch_size + 1 makes a batch of nothing, with a loss of nan.
# fails: test_train_each_row_once, test_train_shuffles_with_the_seed, test_train_steps_after_each_batch
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    history = []
    for _ in range(epochs):
        p = torch.randperm(len(X), generator=g).to(X.device)
        total = 0.0
        for i in range(len(X) // batch_size + 1):
            rows = p[i * batch_size:(i + 1) * batch_size]
            loss = F.cross_entropy(model(X[rows]), y[rows])
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item() * len(rows)
        history.append(total / len(X))
    return history
