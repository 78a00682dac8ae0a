# title: charges for whole miles only
# says: Parts of a mile cost their part of the price; rounding up also makes every slope zero.
# fails: test_fee_along_the_road, test_fee_gradient
def fee(d):
    d = torch.ceil(d)
    if d > 5:
        return 9.0 + 2.0 * (d - 5)
    return 3.0 + 1.2 * d
