# title: an affine function is known from f(0) and the unit vectors

def is_affine(f, n_in):
    with torch.no_grad():
        constant = f(torch.zeros(1, n_in))
        weight = f(torch.eye(n_in)) - constant
        x = 3 * torch.randn(400, n_in)
        worst = (f(x) - (x @ weight + constant)).abs().max().item()
    return worst < 1e-3
