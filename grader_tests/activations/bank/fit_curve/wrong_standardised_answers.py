# title: forgot to undo the standardisation of y
# says: Your answers are in standard deviations, not minutes: multiply by std and add the mean.
# fails: test_fit_curve_follows_the_notebooks_road, test_fit_curve_town_highway_town, test_fit_curve_ever_faster

def fit_curve(x, y):
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(600):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return lambda q: net((q - mx) / sx)
