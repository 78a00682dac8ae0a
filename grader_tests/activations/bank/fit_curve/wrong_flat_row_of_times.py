# title: the loss compares every answer with every time
# says: A column minus a flat row is a table. The network learns the average time.
# fails: test_fit_curve_follows_the_notebooks_road, test_fit_curve_town_highway_town, test_fit_curve_ever_faster

def fit_curve(x, y):
    import warnings

    warnings.simplefilter("ignore")
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    target = ((y - my) / sy).flatten()
    for _ in range(300):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), target).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
