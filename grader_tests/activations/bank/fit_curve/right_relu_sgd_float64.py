# title: plain SGD in float64

def fit_curve(x, y):
    mx, sx, my, sy = (v.item() for v in (x.mean(), x.std(), y.mean(), y.std()))
    net = nn.Sequential(nn.Linear(1, 32), nn.ReLU(), nn.Linear(32, 1)).double()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    inputs, targets = (x.double() - mx) / sx, (y.double() - my) / sy
    for _ in range(2500):
        optimizer.zero_grad()
        F.mse_loss(net(inputs), targets).backward()
        optimizer.step()
    return lambda q: net((q.double() - mx) / sx) * sy + my
