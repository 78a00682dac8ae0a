# title: in-place update outside no_grad
# says: PyTorch refuses to change a watched leaf in place; wrap the update in torch.no_grad().
# fails: test_train_autograd_three_steps, test_train_autograd_from_another_start, test_train_autograd_other_rates, test_train_autograd_history, test_train_autograd_plain_floats, test_train_autograd_on_device
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True)
    b = torch.tensor(float(b0), requires_grad=True)
    history = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        history.append(loss.item())
        w -= lr * w.grad
        b -= lr * b.grad
    return w.item(), b.item(), history
