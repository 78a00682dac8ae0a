# title: notes the loss of the last batch
# says: One batch says little about an epoch; average over all rows.
# fails: test_train_reports_the_mean_of_the_rows
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        for j in torch.randperm(len(X), generator=g).split(batch_size):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.step()
        history.append(loss.item())
    return history
