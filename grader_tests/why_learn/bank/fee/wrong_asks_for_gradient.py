# title: switches gradients on for the caller's tensor
# says: d has changed for everybody who holds it: whether it requires a gradient is the caller's business.
# fails: test_fee_along_the_road
def fee(d):
    d.requires_grad_()
    if d <= 5:
        return 3.0 + 1.2 * d
    return 9.0 + 2.0 * (d - 5)
