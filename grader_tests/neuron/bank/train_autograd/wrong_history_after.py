# title: history recorded after the update
# says: Record the error before you improve the line.
# fails: test_train_autograd_history
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True)
    b = torch.tensor(float(b0), requires_grad=True)
    history = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            history.append(((w * x + b - y) ** 2).mean().item())
        w.grad.zero_()
        b.grad.zero_()
    return w.item(), b.item(), history
