# title: averages over the outputs
# says: Bends up and bends down cancel in a mean: look at the largest difference.
# fails: test_is_affine_hidden_bends
def is_affine(f, n_in):
    with torch.no_grad():
        a, b = torch.randn(2000, n_in) * 2, torch.randn(2000, n_in) * 2
        off = f((a + b) / 2) - (f(a) + f(b)) / 2
        return bool(off.mean(dim=-1).abs().max() < 1e-3)
