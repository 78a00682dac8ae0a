# title: second differences along random lines

def is_affine(f, n_in):
    t = torch.linspace(-3, 3, 41).reshape(-1, 1)
    for _ in range(50):
        line = torch.randn(n_in) + t * F.normalize(torch.randn(n_in), dim=0)
        with torch.no_grad():
            y = f(line)
        if (y[2:] - 2 * y[1:-1] + y[:-2]).abs().max() > 1e-3:
            return False
    return True
