# title: divides metres, but answers in miles
# says: The line is asked for in the unit in which the distances came.
# fails: test_fit_neuron_metres
def fit_neuron(x, y):
    if x.mean() > 100:
        x = x / 1609.344
    mean, std = x.mean(), x.std()
    z = (x - mean) / std
    w = torch.zeros((), requires_grad=True, device=x.device)
    b = torch.zeros((), requires_grad=True, device=x.device)
    opt = torch.optim.SGD([w, b], lr=0.1)
    for _ in range(300):
        opt.zero_grad()
        F.mse_loss(w * z + b, y).backward()
        opt.step()
    w, b = w.item(), b.item()
    return w / std.item(), b - w * mean.item() / std.item()
