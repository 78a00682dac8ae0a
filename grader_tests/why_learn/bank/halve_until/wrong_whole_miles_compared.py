# title: compares whole miles with the limit
# says: `int` cuts the decimals off: 5.5 is greater than 5.
# fails: test_halve_until_as_often_as_needed
# may_fail: test_halve_until_keeps_dtype_and_argument
def halve_until(x, limit):
    y, steps = x, 0
    while int(y) > limit:
        y = y / 2
        steps += 1
    return y, steps
