# title: moves one input at a time
# says: A product is straight in each factor by itself. Move all inputs together.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        for i in range(n_in):
            a, b = torch.zeros(300, n_in), torch.zeros(300, n_in)
            a[:, i], b[:, i] = 2 * torch.randn(2, 300)
            if not torch.allclose(f((a + b) / 2), (f(a) + f(b)) / 2, atol=1e-3):
                return False
    return True
