# title: converts to float32 on the way
# says: The result has the dtype of x; float32 keeps only half of the digits of float64.
# fails: test_halve_until_keeps_dtype_and_argument
def halve_until(x, limit):
    x = x.float()
    steps = 0
    while x > limit:
        x = x * 0.5
        steps += 1
    return x, steps
