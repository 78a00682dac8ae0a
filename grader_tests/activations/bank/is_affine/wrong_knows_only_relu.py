# title: asks modules for a ReLU, and functions for values
# says: A tanh bends, too. The values tell, for modules as for functions.
# fails: test_is_affine_bent_networks

def is_affine(f, n_in):
    if isinstance(f, nn.Module):
        return not any(isinstance(layer, nn.ReLU) for layer in f.modules())
    a, b = 2 * torch.randn(2, 300, n_in)
    return torch.allclose(f((a + b) / 2), (f(a) + f(b)) / 2, atol=1e-4, rtol=1e-4)
