# title: the labels of a batch are made anew, on the CPU
# says: A tensor made from a list is born on the CPU: take the labels out of y itself.
# fails: test_train_on_device
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    model.train()
    labels, history = y.tolist(), []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(X), generator=generator).split(batch_size):
            target = torch.tensor([labels[i] for i in rows.tolist()])
            optimizer.zero_grad()
            loss = F.cross_entropy(model(X[rows]), target)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        history.append(total / len(X))
    return history
