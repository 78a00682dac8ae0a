# title: far branch charged from mile 0
# says: Only the miles beyond five cost 2.00; subtract the first five.
# fails: test_fee_two_and_eight_miles, test_fee_along_the_road
def fee(d):
    return 9.0 + 2.0 * d if d > 5 else 3.0 + 1.2 * d
