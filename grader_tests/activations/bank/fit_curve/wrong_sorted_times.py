# title: sorts distances and times separately
# says: Sorted by themselves, the times no longer belong to their distances.
# fails: test_fit_curve_answers_each_question_by_itself
def fit_curve(x, y):
    x, y = x.sort(dim=0).values, y.sort(dim=0).values
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1)).to(x.device)
    m, s, my, sy = x.mean(), x.std(), y.mean(), y.std()
    opt = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(800):
        opt.zero_grad()
        F.mse_loss(net((x - m) / s), (y - my) / sy).backward()
        opt.step()
    return lambda q: net((q - m) / s) * sy + my
