# title: a·a + b·b - 2a·b without a guard
# says: Rounding can make the square of 0 slightly negative, and its root nan: clamp before the root.
# fails: test_pairwise_miles_to_itself

def pairwise_miles(a, b):
    aa = a.square().sum(dim=1)[:, None]
    bb = b.square().sum(dim=1)[None, :]
    return (aa + bb - 2 * a @ b.T - 1e-6).sqrt()
