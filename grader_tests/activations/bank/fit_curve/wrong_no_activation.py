# title: no activation: still a straight line
# says: 32 neurons without an activation are still one straight line; put a nonlinearity between the layers.
# fails: test_fit_curve_follows_the_notebooks_road, test_fit_curve_town_highway_town, test_fit_curve_ever_faster

def fit_curve(x, y):
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 32), nn.Linear(32, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(300):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return lambda q: net((q - mx) / sx) * sy + my
