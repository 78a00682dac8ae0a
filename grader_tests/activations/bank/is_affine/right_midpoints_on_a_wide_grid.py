# title: midpoint test on a wide grid

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = torch.randn(200, n_in) * 10, torch.randn(200, n_in) * 10
        return torch.allclose(f((a + b) / 2), (f(a) + f(b)) / 2, atol=1e-3, rtol=1e-3)
