# title: branches at the wrong distance
# says: The price changes beyond the fifth mile, not the sixth.
# fails: test_fee_along_the_road, test_fee_gradient
def fee(d):
    if d >= 6:
        return 9.0 + 2.0 * (d - 5)
    return 3.0 + 1.2 * d
