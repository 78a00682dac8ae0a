# title: a trained nn.Sequential with its scaling as layers

class Scale(nn.Module):
    def __init__(self, factor, shift):
        super().__init__()
        self.register_buffer("factor", factor)
        self.register_buffer("shift", shift)

    def forward(self, v):
        return self.factor * v + self.shift


def fit_curve(x, y):
    before = Scale(1 / x.std(), -x.mean() / x.std())
    after = Scale(y.std(), y.mean())
    body = nn.Sequential(nn.Linear(1, 20), nn.GELU(), nn.Linear(20, 20), nn.GELU(), nn.Linear(20, 1))
    model = nn.Sequential(before, body, after)
    optimizer = torch.optim.RMSprop(body.parameters(), lr=0.003)
    for _ in range(600):
        optimizer.zero_grad()
        (F.mse_loss(model(x), y) / y.var()).backward()
        optimizer.step()
    return model.eval()
