# title: output weights from a system of linear equations, in float64

def relu_interpolator(kx, ky):
    x, y = kx.double(), ky.double()
    hidden = torch.relu(x[:, None] - x[None, :-1])  # (K, K - 1)
    columns = torch.cat([hidden, torch.ones_like(x)[:, None]], dim=1)
    found = torch.linalg.solve(columns, y)
    first, last = nn.Linear(1, len(x) - 1), nn.Linear(len(x) - 1, 1)
    first.weight.data = torch.ones_like(kx[1:, None])
    first.bias.data = -kx[:-1].clone()
    last.weight.data = found[:-1].float()[None]
    last.bias.data = found[-1:].float()
    return nn.Sequential(first, nn.ReLU(), last)
