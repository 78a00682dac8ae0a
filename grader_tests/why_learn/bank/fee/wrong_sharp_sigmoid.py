# title: a steep sigmoid instead of a branch
# says: A smooth step mixes the two lines near 5 miles. An if takes one of them.
# fails: test_fee_along_the_road, test_fee_gradient
def fee(d):
    side = torch.sigmoid(20 * (d - 5))
    return (1 - side) * (3.0 + 1.2 * d) + side * (9.0 + 2.0 * (d - 5))
