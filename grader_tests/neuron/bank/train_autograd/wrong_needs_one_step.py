# title: the line after the loop uses what only the loop makes
# says: With 0 epochs the loop never runs, and what is made in it does not exist.
# fails: test_train_autograd_no_steps
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    weight, bias, history = float(w0), float(b0), []
    for _ in range(epochs):
        w = torch.tensor(weight, requires_grad=True)
        b = torch.tensor(bias, requires_grad=True)
        loss = F.mse_loss(w * x + b, y)
        loss.backward()
        history.append(loss.item())
        new_w, new_b = w - lr * w.grad, b - lr * b.grad
        weight, bias = new_w.item(), new_b.item()
    return new_w.item(), new_b.item(), history
