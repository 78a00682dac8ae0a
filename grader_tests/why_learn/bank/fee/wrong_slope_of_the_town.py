# title: the right fee, with the slope of the first branch everywhere
# says: Beyond 5 miles one more mile costs 2 dollars: the slope must come from the same formula as the fee.
# fails: test_fee_gradient
def fee(d):
    low = 3.0 + 1.2 * d
    extra = 0.8 * max(0.0, float(d) - 5)
    return low + extra
