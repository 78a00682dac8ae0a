# title: answers one question at a time
# says: The function is asked for many distances at once: (M, 1) in, (M, 1) out.
# fails: test_fit_curve_follows_the_notebooks_road, test_fit_curve_town_highway_town, test_fit_curve_ever_faster, test_fit_curve_answers_each_question_by_itself, test_fit_curve_on_device

def fit_curve(x, y):
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(300):
        optimizer.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        optimizer.step()
    return lambda q: (net((q - mx) / sx) * sy + my).item()
