# title: fixed number of halvings (static thinking)
# says: How often you halve must depend on the value; that is what the while loop is for.
# fails: test_halve_until_as_often_as_needed, test_halve_until_gradient, test_halve_until_keeps_dtype_and_argument
def halve_until(x, limit):
    for _ in range(3):
        x = x / 2
    return x, 3
