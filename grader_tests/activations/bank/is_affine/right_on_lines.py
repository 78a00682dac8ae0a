# title: second differences on random lines
def is_affine(f, n_in):
    steps = torch.linspace(-1, 1, 41)[:, None]
    for _ in range(30):
        a, d = torch.randn(1, n_in), torch.randn(1, n_in)
        points = (a + steps * d * 2).clamp(-1e9, 1e9)
        with torch.no_grad():
            values = f(points)
        line = values[:1] + (values[-1:] - values[:1]) * (steps + 1) / 2
        if not bool(torch.all((values - line).abs() <= 1e-4 + 1e-4 * values.abs().max())):
            return False
    return True
