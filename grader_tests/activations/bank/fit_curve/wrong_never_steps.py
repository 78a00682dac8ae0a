# title: the optimizer never steps
# says: The gradients are computed, but nobody uses them.
# fails: test_fit_curve_follows_the_notebooks_road, test_fit_curve_town_highway_town, test_fit_curve_ever_faster

def fit_curve(x, y):
    torch.manual_seed(0)
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(100):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
