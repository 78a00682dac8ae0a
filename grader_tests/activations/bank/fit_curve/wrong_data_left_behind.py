# title: the network goes to the graphics card, the data stay
# says: Network, data and later questions have to live in one place. Move all of them, or none.
# fails: test_fit_curve_on_device

def fit_curve(x, y):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(800):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
