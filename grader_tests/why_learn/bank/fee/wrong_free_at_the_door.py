# title: asks nothing for 0 miles
# says: The 3 dollars are for the order, however short the way is.
# fails: test_fee_along_the_road
def fee(d):
    if d == 0:
        return d * 0
    if d <= 5:
        return 3.0 + 1.2 * d
    return 9.0 + 2.0 * (d - 5)
