# title: shuffled once, before the loop
# says: Every epoch saw the rows in the same order; start the generator once, and draw a new order inside the loop.
# fails: test_train_shuffles_with_the_seed
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    g = torch.Generator().manual_seed(seed)
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    history = []
    model.train()
    p = torch.randperm(len(X), generator=g)
    for _ in range(epochs):
        total = 0.0
        for j in p.split(batch_size):
            opt.zero_grad()
            loss = F.cross_entropy(model(X[j]), y[j])
            loss.backward()
            opt.step()
            total += loss.item() * len(j)
        history.append(total / len(X))
    return history
