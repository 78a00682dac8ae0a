# title: returns after the first epoch
# says: The return stands inside the loop.
# fails: test_train_each_row_once, test_train_learns, test_train_losses_fall, test_train_reports_the_mean_of_the_rows, test_train_shuffles_with_the_seed, test_train_uses_rate_and_epochs, test_train_on_device, test_train_runs_all_epochs
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for j in torch.randperm(len(X), generator=g).split(batch_size):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(X))
        return history
