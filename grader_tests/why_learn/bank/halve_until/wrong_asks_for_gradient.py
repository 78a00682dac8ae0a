# title: switches gradients on for the caller's tensor
# says: x has changed for everybody who holds it: whether it requires a gradient is the caller's business.
# fails: test_halve_until_keeps_dtype_and_argument
def halve_until(x, limit):
    x.requires_grad_(True)
    y, steps = x, 0
    while y > limit:
        y = y / 2
        steps += 1
    return y, steps
