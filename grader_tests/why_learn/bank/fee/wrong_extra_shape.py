# title: returns a list of one instead of a number
# says: The fee has shape (), as the distance has.
# fails: test_fee_two_and_eight_miles, test_fee_along_the_road, test_fee_gradient, test_fee_at_exactly_five_miles
def fee(d):
    if d > 5:
        return torch.stack([9.0 + 2.0 * (d - 5)])
    return torch.stack([3.0 + 1.2 * d])
