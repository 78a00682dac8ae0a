# title: returns the count before the number
# says: What is left comes first, then the number of halvings.
# fails: test_halve_forty_miles, test_halve_until_as_often_as_needed, test_halve_until_gradient, test_halve_until_keeps_dtype_and_argument, test_halve_until_on_device
def halve_until(x, limit):
    n = 0
    while x > limit:
        x = x / 2
        n += 1
    return n, x
