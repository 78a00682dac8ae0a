# title: returns a tensor
# says: A plain True or False is asked for: bool(...).
# fails: test_is_affine_a_layer_and_two_with_relu, test_is_affine_straight_ones, test_is_affine_bent_networks, test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = 2 * torch.randn(2, 300, n_in)
        gap = f((a + b) / 2) - (f(a) + f(b)) / 2
        return (gap.abs() < 1e-3).all()
