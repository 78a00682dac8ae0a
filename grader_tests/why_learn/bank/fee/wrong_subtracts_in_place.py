# title: subtracts the five miles from the caller's tensor
# says: d is the caller's: `d -= 5` changes it, `d - 5` does not.
# fails: test_fee_along_the_road
def fee(d):
    if d <= 5:
        return 3.0 + 1.2 * d
    with torch.no_grad():
        d -= 5
    return 9.0 + 2.0 * d
