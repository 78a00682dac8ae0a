# title: torch.optim.SGD with slopes by formula
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), dtype=x.dtype, device=x.device)
    b = torch.tensor(float(b0), dtype=x.dtype, device=x.device)
    optimizer = torch.optim.SGD([w, b], lr=lr)
    history = []
    for _ in range(epochs):
        e = w * x + b - y
        history.append(float(e.square().mean()))
        w.grad, b.grad = (2 * e * x).mean(), 2 * e.mean()
        optimizer.step()
    return w, b, history
