# title: only the weight is updated
# says: The bias is a parameter too.
# fails: test_train_autograd_three_steps, test_train_autograd_from_another_start, test_train_autograd_other_rates, test_train_autograd_history
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True)
    b = torch.tensor(float(b0), requires_grad=True)
    history = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        history.append(loss.item())
        with torch.no_grad():
            w -= lr * w.grad
            w.grad.zero_()
    return w.item(), b.item(), history
