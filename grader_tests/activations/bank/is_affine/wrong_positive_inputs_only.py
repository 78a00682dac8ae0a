# title: tries positive inputs only
# says: Some bends stay unseen: feed in numbers of both signs, different ones, and compare what comes out.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    with torch.no_grad():
        a, b = 3 * torch.rand(2, 300, n_in)
        middle = f((a + b) / 2)
        return torch.allclose(middle, (f(a) + f(b)) / 2, atol=1e-4, rtol=1e-4)
