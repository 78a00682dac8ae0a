# title: forgets f(0)
# says: Some straight lines count as bent here: allow for rounding, and for a constant, which f(a) + f(b) holds twice.
# fails: test_is_affine_a_layer_and_two_with_relu, test_is_affine_straight_ones

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = 2 * torch.randn(2, 300, n_in)
        return torch.allclose(f(a + b), f(a) + f(b), atol=1e-3, rtol=1e-3)
