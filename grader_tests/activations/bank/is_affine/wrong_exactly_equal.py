# title: compares without a tolerance
# says: Some straight lines count as bent here: allow for rounding, and for a constant, which f(a) + f(b) holds twice.
# fails: test_is_affine_a_layer_and_two_with_relu, test_is_affine_straight_ones

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = torch.randn(2, 300, n_in)
        return bool((f(a) + f(b) == f(a + b) + f(torch.zeros_like(a))).all())
