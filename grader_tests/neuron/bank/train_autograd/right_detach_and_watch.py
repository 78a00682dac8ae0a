# title: a new watched tensor after each step
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    theta = torch.tensor([w0, b0], dtype=torch.float64, requires_grad=True)
    history = []
    for _ in range(epochs):
        loss = ((theta[0] * x + theta[1] - y) ** 2).mean()
        history.append(loss.item())
        loss.backward()
        theta = (theta - lr * theta.grad).detach().requires_grad_()
    w, b = theta.tolist()
    return w, b, history
