# title: whole normalisation inside an nn.Module

class Curve(nn.Module):
    def __init__(self, x, y):
        super().__init__()
        self.mx, self.sx, self.my, self.sy = x.mean(), x.std(), y.mean(), y.std()
        self.net = nn.Sequential(nn.Linear(1, 24), nn.Tanh(), nn.Linear(24, 1))

    def forward(self, q):
        return self.net((q - self.mx) / self.sx) * self.sy + self.my


def fit_curve(x, y):
    torch.manual_seed(1)
    curve = Curve(x, y)
    optimizer = torch.optim.LBFGS(
        curve.parameters(), max_iter=400, line_search_fn="strong_wolfe"
    )

    def closure():
        optimizer.zero_grad()
        loss = F.mse_loss(curve(x), y)
        loss.backward()
        return loss

    optimizer.step(closure)
    return curve
