# title: gives all inputs the same number
# says: With all inputs equal, |x1 - x2| is 0 everywhere. Draw the inputs independently.
# fails: test_is_affine_hidden_bends

def is_affine(f, n_in):
    t = torch.linspace(-3, 3, 61).reshape(-1, 1)
    with torch.no_grad():
        y = f(t.expand(-1, n_in))
    bends = y[2:] - 2 * y[1:-1] + y[:-2]
    return bool((bends.abs() < 1e-4).all())
