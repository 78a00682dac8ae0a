# title: changes x itself
# says: `/=` changes the tensor that was handed in. Make a new one in each round.
# fails: test_halve_until_gradient, test_halve_until_keeps_dtype_and_argument
def halve_until(x, limit):
    steps = 0
    while x > limit:
        x /= 2
        steps += 1
    return x, steps
