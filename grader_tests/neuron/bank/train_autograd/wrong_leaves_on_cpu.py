# title: the watched tensors live on the CPU
# says: torch.tensor([w0]) is born on the CPU; say device=x.device as you said dtype=x.dtype.
# fails: test_train_autograd_on_device

def train_autograd(x, y, lr, epochs, w0=0.0, b0=0.0):
    w = torch.tensor([w0], dtype=x.dtype, requires_grad=True)
    b = torch.tensor([b0], dtype=x.dtype, requires_grad=True)
    sgd = torch.optim.SGD([w, b], lr)
    history = []
    for _ in range(epochs):
        loss = (w * x + b - y).square().mean()
        sgd.zero_grad()
        loss.backward()
        sgd.step()
        history.append(loss.item())
    return w.item(), b.item(), history
