# title: divides with //
# says: `//` rounds down, and its slope is 0.
# fails: test_halve_until_as_often_as_needed, test_halve_until_gradient, test_halve_until_keeps_dtype_and_argument
def halve_until(x, limit):
    steps = 0
    while x > limit:
        x = x // 2
        steps += 1
    return x, steps
