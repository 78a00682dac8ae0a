# title: updates through .data
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b = nn.Parameter(torch.tensor(float(w0))), nn.Parameter(torch.tensor(float(b0)))
    history = []
    for _ in range(epochs):
        w.grad = b.grad = None
        loss = mse(predict(x, w, b), y)
        loss.backward()
        history.append(loss.detach().cpu().numpy().item())
        w.data = w.data - lr * w.grad
        b.data = b.data - lr * b.grad
    return w.data.item(), b.data.item(), history
