# title: checks only that doubling the input doubles the result
# says: Some bends stay unseen: feed in numbers of both signs, different ones, and compare what comes out.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        a = 2 * torch.randn(300, n_in)
        zero = f(torch.zeros_like(a))
        return torch.allclose(f(2 * a) - zero, 2 * (f(a) - zero), atol=1e-3, rtol=1e-3)
