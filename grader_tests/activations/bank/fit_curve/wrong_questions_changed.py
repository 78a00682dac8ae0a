# title: standardises the questions in place
# says: The distances that were asked belong to whoever asks: standardise a copy.
# fails: test_fit_curve_answers_each_question_by_itself

def fit_curve(x, y):
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    net = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1)).to(x.device)
    opt = torch.optim.Adam(net.parameters(), lr=0.02)
    for _ in range(1000):
        opt.zero_grad()
        F.mse_loss(net((x - mx) / sx), (y - my) / sy).backward()
        opt.step()

    def f(q):
        q -= mx
        q /= sx
        return net(q) * sy + my

    return f
