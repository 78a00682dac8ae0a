# title: batches of nearly equal size
# says: A batch has batch_size rows; only the last one has what is left.
# fails: test_train_each_row_once
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    batches = -(-len(X) // batch_size)
    for _ in range(epochs):
        total = 0.0
        for j in torch.randperm(len(X), generator=g).tensor_split(batches):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(X))
    return history
