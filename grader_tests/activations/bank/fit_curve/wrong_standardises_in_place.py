# title: standardises inside the caller's data
# says: The caller's miles and minutes are no longer miles and minutes.
# fails: test_fit_curve_answers_each_question_by_itself

def fit_curve(x, y):
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    x -= mx
    x /= sx
    y -= my
    y /= sy
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(500):
        optimizer.zero_grad()
        F.mse_loss(net(x), y).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
