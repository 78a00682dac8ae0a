# title: trains on the notebook's deliveries
# says: Use the deliveries that come in, not those of the notebook.
# fails: test_fit_curve_town_highway_town, test_fit_curve_ever_faster, test_fit_curve_answers_each_question_by_itself

notebook_x, notebook_y = x, y


def fit_curve(x, y):
    x, y = notebook_x, notebook_y
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(500):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
