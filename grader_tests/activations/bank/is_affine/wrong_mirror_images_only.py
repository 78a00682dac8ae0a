# title: compares only f(x) with f(-x)
# says: A cubic passes that test as well: it goes through 0 as a line does. Take pairs that are not mirror images.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        a = 2 * torch.randn(300, n_in)
        centre = f(torch.zeros_like(a))
        return torch.allclose(f(a) + f(-a), 2 * centre, atol=1e-3, rtol=1e-3)
