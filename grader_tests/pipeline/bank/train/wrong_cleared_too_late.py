# title: gradients cleared between backward and step
# says: Cleared just before they were needed; clear them before backward.
# fails: test_train_ignores_old_gradients, test_train_learns, test_train_steps_after_each_batch
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for j in torch.randperm(len(X), generator=g).split(batch_size):
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.zero_grad()
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(X))
    return history
