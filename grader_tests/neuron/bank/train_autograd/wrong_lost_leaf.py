# title: the update makes new tensors
# says: `w = w - ...` makes a new tensor; only the original is watched. Change it in place.
# fails: test_train_autograd_three_steps, test_train_autograd_from_another_start, test_train_autograd_other_rates, test_train_autograd_history, test_train_autograd_plain_floats, test_train_autograd_on_device
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True)
    b = torch.tensor(float(b0), requires_grad=True)
    history = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        history.append(loss.item())
        w = w - lr * w.grad
        b = b - lr * b.grad
    return w.item(), b.item(), history
