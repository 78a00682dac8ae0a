# title: solves for the output layer in float64

def relu_interpolator(kx, ky):
    net = nn.Sequential(nn.Linear(1, len(kx) - 1), nn.ReLU(), nn.Linear(len(kx) - 1, 1)).to(kx.device)
    x, y = kx.double().cpu(), ky.double().cpu()
    A = torch.cat([torch.relu(x[:, None] - x[None, :-1]), torch.ones(len(x), 1, dtype=torch.float64)], dim=1)
    w = torch.linalg.solve(A, y)
    net[0].weight.data = torch.ones_like(net[0].weight.data)
    net[0].bias.data = -kx[:-1].clone()
    net[2].weight.data = w[:-1].float().to(kx.device).reshape(1, -1)
    net[2].bias.data = w[-1:].float().to(kx.device)
    return net
