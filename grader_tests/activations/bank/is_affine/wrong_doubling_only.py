# title: checks only that doubling the input doubles the result
# says: |x| passes that test. Multiply by negative numbers too, or add different inputs.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        a = 2 * torch.randn(300, n_in)
        zero = f(torch.zeros_like(a))
        return torch.allclose(f(2 * a) - zero, 2 * (f(a) - zero), atol=1e-3, rtol=1e-3)
