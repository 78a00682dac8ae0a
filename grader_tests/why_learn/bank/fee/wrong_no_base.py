# title: forgets the 3 dollars for each order
# says: Even the shortest way costs 3 dollars.
# fails: test_fee_two_and_eight_miles, test_fee_along_the_road, test_fee_at_exactly_five_miles
def fee(d):
    if d > 5:
        return 9.0 + 2.0 * (d - 5)
    return 1.2 * d
