# title: the best plane leaves nothing over

def is_affine(f, n_in):
    x = 6 * torch.rand(500, n_in) - 3
    with torch.no_grad():
        y = f(x)
    table = torch.cat([x, torch.ones(500, 1)], dim=1).double()
    plane = torch.linalg.lstsq(table, y.double()).solution
    return float((table @ plane - y).abs().max()) < 1e-3
