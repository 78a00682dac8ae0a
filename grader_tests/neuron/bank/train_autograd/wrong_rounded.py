# title: rounds what it returns
# says: Return the numbers as they are; rounding is for printing.
# fails: test_train_autograd_three_steps, test_train_autograd_from_another_start, test_train_autograd_other_rates, test_train_autograd_history
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True, device=x.device)
    b = torch.tensor(float(b0), requires_grad=True, device=x.device)
    history = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        history.append(round(loss.item(), 2))
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return round(w.item(), 2), round(b.item(), 2), history
