# title: trains a copy of the model
# says: The losses fall, but the model that was passed in learned nothing.
# fails: test_train_ignores_old_gradients, test_train_learns, test_train_steps_after_each_batch
def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    model = copy.deepcopy(model)
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
