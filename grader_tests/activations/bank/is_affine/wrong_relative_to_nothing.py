# title: compares with the size of the results alone, which may be 0
# says: Where a function is 0 everywhere, no difference is smaller than a share of its size: allow for equality.
# fails: test_is_affine_straight_ones

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = 2 * torch.randn(2, 500, n_in)
        gap = f(a + b) + f(torch.zeros(1, n_in)) - f(a) - f(b)
        return bool((gap.abs().max() < 1e-4 * (f(a).abs().max() + f(b).abs().max())))
