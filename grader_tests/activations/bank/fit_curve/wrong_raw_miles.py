# title: raw miles and minutes, and a short training
# says: Twenty miles are large numbers for fresh weights, and forty minutes are far away. Standardise both.
# fails: test_fit_curve_follows_the_notebooks_road, test_fit_curve_town_highway_town, test_fit_curve_ever_faster

def fit_curve(x, y):
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(1, 16), nn.Sigmoid(), nn.Linear(16, 1))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.001)
    for _ in range(300):
        optimizer.zero_grad()
        F.mse_loss(net(x), y).backward()
        optimizer.step()
    return lambda q: net(q).detach()
