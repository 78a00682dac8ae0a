# title: a learning rate of its own
# says: Use the learning rate that comes in.
# fails: test_train_autograd_other_rates
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True)
    b = torch.tensor(float(b0), requires_grad=True)
    optimizer = torch.optim.SGD([w, b], lr=0.01)
    history = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = F.mse_loss(w * x + b, y)
        loss.backward()
        optimizer.step()
        history.append(loss.item())
    return w.item(), b.item(), history
