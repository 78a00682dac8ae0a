# title: fresh leaves every step
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, h = float(w0), float(b0), []
    for _ in range(epochs):
        W, B = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
        l = F.mse_loss(W * x + B, y)
        gw, gb = torch.autograd.grad(l, (W, B))
        h.append(l.item())
        w -= lr * gw.item()
        b -= lr * gb.item()
    return w, b, h
