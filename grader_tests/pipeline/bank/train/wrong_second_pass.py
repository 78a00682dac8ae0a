# title: measures the epoch with a second pass
# says: The losses of the batches were at hand; the second pass costs as much as half a training.
# fails: test_train_each_row_once, test_train_reports_the_mean_of_the_rows, test_train_shuffles_with_the_seed, test_train_steps_after_each_batch
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
        with torch.no_grad():
            history.append(F.cross_entropy(model(X), y).item())
    return history
