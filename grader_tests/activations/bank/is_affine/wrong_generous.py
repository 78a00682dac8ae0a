# title: a generous tolerance
# says: Rounding is about 0.00001; a difference of half a unit is a bend.
# fails: test_is_affine_hidden_bends
def is_affine(f, n_in):
    with torch.no_grad():
        a, b = 6 * torch.rand(2000, n_in) - 3, 6 * torch.rand(2000, n_in) - 3
        return bool((f((a + b) / 2) - (f(a) + f(b)) / 2).abs().max() < 0.65)
