# title: torch.optim.SGD
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor([w0], dtype=x.dtype, device=x.device, requires_grad=True)
    b = torch.tensor([b0], dtype=x.dtype, device=x.device, requires_grad=True)
    sgd = torch.optim.SGD([w, b], lr)
    history = []
    for _ in range(epochs):
        loss = (w * x + b - y).square().mean()
        sgd.zero_grad()
        loss.backward()
        sgd.step()
        history += [float(loss)]
    return float(w), float(b), history
