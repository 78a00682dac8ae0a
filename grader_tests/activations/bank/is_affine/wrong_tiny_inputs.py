# title: tries tiny inputs only
# says: Seen from close by, and with a generous tolerance, everything looks straight. Take inputs a few units wide.
# fails: test_is_affine_a_layer_and_two_with_relu, test_is_affine_bent_networks, test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = 0.001 * torch.randn(2, 300, n_in)
        return torch.allclose(f((a + b) / 2), (f(a) + f(b)) / 2, atol=0.02)
