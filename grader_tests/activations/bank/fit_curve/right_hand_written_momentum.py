# title: weights and momentum by hand

def fit_curve(x, y):
    (mx, sx), (my, sy) = [(t.mean(), t.std()) for t in (x, y)]
    u, v = (x - mx) / sx, (y - my) / sy
    p = [torch.randn(1, 24, device=x.device), torch.randn(24, device=x.device),
         0.2 * torch.randn(24, 1, device=x.device), torch.zeros(1, device=x.device)]
    p = [t.requires_grad_() for t in p]
    vel = [torch.zeros_like(t) for t in p]

    def net(t):
        return torch.tanh(t @ p[0] + p[1]) @ p[2] + p[3]

    for _ in range(2500):
        grads = torch.autograd.grad(((net(u) - v) ** 2).mean(), p)
        with torch.no_grad():
            for t, g, m in zip(p, grads, vel):
                m.mul_(0.9).add_(g)
                t -= 0.05 * m
    return lambda q: (net((q - mx) / sx) * sy + my).detach()
