# title: halves a number that equals the limit
# says: A number that equals the limit is not greater than it.
# fails: test_halve_forty_miles, test_halve_until_as_often_as_needed
def halve_until(x, limit):
    steps = 0
    while x >= limit:
        x = x / 2
        steps = steps + 1
    return x, steps
