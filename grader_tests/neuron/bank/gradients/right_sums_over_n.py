# title: sums divided by N, error with the other sign
def gradients(x, y, w, b):
    n = x.numel()
    r = y - w * x - b
    return -2 / n * float((r * x).sum()), -2 / n * float(r.sum())
