# title: a hidden layer at random, the last one by least squares
def fit_curve(x, y):
    generator = torch.Generator().manual_seed(3)
    m, s = x.mean().item(), x.std().item()
    w = (torch.randn(1, 60, generator=generator) * 2).double()
    b = (torch.rand(60, generator=generator) * 6 - 3).double()

    def hidden(q):
        h = torch.tanh(((q.cpu().double() - m) / s) @ w + b)
        return torch.cat([h, torch.ones(len(h), 1, dtype=h.dtype)], 1)

    H = hidden(x)
    last = torch.linalg.solve(H.T @ H + 1e-3 * torch.eye(61, dtype=H.dtype), H.T @ y.cpu().double())
    return lambda q: (hidden(q) @ last).to(q)
