# title: Adagrad, the loss by hand, NumPy draws the order

def train(model, X, y, epochs=20, lr=1e-2, batch_size=32, seed=0):
    import numpy as np
    rng = np.random.default_rng(seed)
    opt = torch.optim.Adagrad([p for p in model.parameters() if p.requires_grad], lr=lr)
    def step(rows):
        logp = torch.log_softmax(model(X[rows]), dim=-1)
        loss = -logp.gather(1, y[rows].unsqueeze(1)).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        return loss.detach() * len(rows)
    model.train(True)
    history = []
    for _ in range(epochs):
        order = torch.from_numpy(rng.permutation(len(X))).to(X.device)
        total = sum(step(order[i:i + batch_size]) for i in range(0, len(X), batch_size))
        history.append(float(total / len(X)))
    return history
