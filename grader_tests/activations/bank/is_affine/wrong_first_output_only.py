# title: looks at the first output only
# says: Every output has to be straight.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = 2 * torch.randn(2, 300, n_in)
        gap = f((a + b) / 2) - (f(a) + f(b)) / 2
        return bool(gap[:, 0].abs().max() < 1e-3)
