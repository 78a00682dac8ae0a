# title: trains on the graphics card, and asks from the CPU
# says: Network, data and later questions have to live in one place. Move all of them, or none.
# fails: test_fit_curve_on_device

def fit_curve(x, y):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    inputs, targets = ((x - mx) / sx).to(device), ((y - my) / sy).to(device)
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(800):
        optimizer.zero_grad()
        F.mse_loss(net(inputs), targets).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
