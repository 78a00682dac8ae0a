# title: torch.func.grad_and_value on a vector
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    step = torch.func.grad_and_value(lambda t: (t[0] * x + t[1] - y).pow(2).mean())
    theta = torch.tensor([w0, b0], dtype=x.dtype, device=x.device)
    history = []
    for _ in range(epochs):
        slopes, loss = step(theta)
        history += [loss.item()]
        theta = theta - lr * slopes
    return *theta.tolist(), history
