# title: one price for all miles
# says: Beyond five miles another line of the price list holds.
# fails: test_fee_two_and_eight_miles, test_fee_along_the_road, test_fee_gradient
def fee(d):
    return 3.0 + 1.2 * d
