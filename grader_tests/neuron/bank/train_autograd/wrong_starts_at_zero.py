# title: ignores the starting point
# says: Start from w0 and b0.
# fails: test_train_autograd_from_another_start
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.zeros((), requires_grad=True)
    b = torch.zeros((), requires_grad=True)
    history = []
    for _ in range(epochs):
        loss = F.mse_loss(w * x + b, y)
        loss.backward()
        history.append(loss.item())
        w.data -= lr * w.grad
        b.data -= lr * b.grad
        w.grad, b.grad = None, None
    return w.item(), b.item(), history
