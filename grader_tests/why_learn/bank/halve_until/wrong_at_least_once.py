# title: halves once before it looks
# says: Look first: some numbers are small enough to begin with.
# fails: test_halve_until_as_often_as_needed, test_halve_until_gradient
def halve_until(x, limit):
    steps = 0
    while True:
        x = x / 2
        steps += 1
        if x <= limit:
            return x, steps
