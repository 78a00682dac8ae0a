# title: SGD with momentum
# says: Momentum takes other steps: asked for is the plain step, lr times the slope.
# fails: test_train_autograd_three_steps, test_train_autograd_from_another_start, test_train_autograd_other_rates, test_train_autograd_history
def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor(float(w0), requires_grad=True, device=x.device)
    b = torch.tensor(float(b0), requires_grad=True, device=x.device)
    opt = torch.optim.SGD([w, b], lr=lr, momentum=0.9)
    history = []
    for _ in range(epochs):
        opt.zero_grad()
        loss = ((w * x + b - y) ** 2).mean()
        loss.backward()
        opt.step()
        history.append(loss.item())
    return w.item(), b.item(), history
