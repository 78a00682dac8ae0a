# title: the far price on top of the near one
# says: Beyond 5 miles a mile costs 2.00, not 1.20 and 2.00 together.
# fails: test_fee_two_and_eight_miles, test_fee_along_the_road, test_fee_gradient
def fee(d):
    return 3.0 + 1.2 * d + 2.0 * torch.relu(d - 5)
