# title: a·a + b·b - 2a·b, clamped

def pairwise_miles(a, b):
    squares = a.square().sum(1)[:, None] + b.square().sum(1) - 2 * a @ b.T
    return squares.clamp(min=0).sqrt()
