# title: stops after ten steps
# says: The loss still falls when the training ends.
# fails: test_fit_curve_follows_the_notebooks_road, test_fit_curve_town_highway_town, test_fit_curve_ever_faster

def fit_curve(x, y):
    torch.manual_seed(0)
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(10):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
