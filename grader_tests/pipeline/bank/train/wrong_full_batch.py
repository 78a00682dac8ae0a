# title: full batch instead of mini-batches
# says: Walk through the data in slices of batch_size.
# fails: test_train_each_row_once, test_train_reports_the_mean_of_the_rows, test_train_shuffles_with_the_seed, test_train_steps_after_each_batch
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        for _ in range(8):
            opt.zero_grad()
            loss = F.cross_entropy(model(X), y)
            loss.backward()
            opt.step()
        history.append(loss.item())
    return history
