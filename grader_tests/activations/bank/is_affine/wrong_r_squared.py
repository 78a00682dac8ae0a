# title: a line that explains 99 % of the spread
# says: A steep line with a small bend has a high R², too: look at the largest difference.
# fails: test_is_affine_hidden_bends, test_is_affine_straight_ones

def is_affine(f, n_in):
    x = 6 * torch.rand(300, n_in) - 3
    with torch.no_grad():
        y = f(x)
    A = torch.cat([x, torch.ones(300, 1)], 1)
    r = y - A @ torch.linalg.lstsq(A, y).solution
    return bool(1 - r.var() / y.var() > 0.99)
