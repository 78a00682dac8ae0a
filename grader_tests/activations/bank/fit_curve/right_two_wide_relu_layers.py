# title: ReLU net of width 64, two hidden layers

def fit_curve(x, y):
    torch.manual_seed(3)
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(
        nn.Linear(1, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1)
    )
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(500):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
