# title: stops when the error hardly falls
# says: The error may hardly fall while the line is still on its way: take all steps.
# fails: test_train_autograd_other_rates
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True, device=x.device)
    b = torch.tensor(float(b0), requires_grad=True, device=x.device)
    history = []
    for _ in range(epochs):
        loss = ((w * x + b - y) ** 2).mean()
        history.append(loss.item())
        if len(history) > 2 and abs(history[-2] - history[-1]) < 1e-3:
            break
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
            w.grad.zero_()
            b.grad.zero_()
    history += [history[-1]] * (epochs - len(history)) if history else []
    return w.item(), b.item(), history
