# title: the example's limit for every limit
# says: The limit comes in as an argument.
# fails: test_halve_until_as_often_as_needed, test_halve_until_keeps_dtype_and_argument
def halve_until(x, limit):
    steps = 0
    while x > 5:
        x = x / 2
        steps += 1
    return x, steps
