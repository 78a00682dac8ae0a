# title: rows in the order of the file
# says: If the file is sorted by class, whole batches know one class only. Shuffle.
# fails: test_train_shuffles_with_the_seed
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    for _ in range(epochs):
        total = 0.0
        for j in torch.arange(len(X)).split(batch_size):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(X))
    return history
