# title: unrolled: at most ten halvings
# says: Ten rounds are a fixed number as well. Some numbers need forty.
# fails: test_halve_until_as_often_as_needed
def halve_until(x, limit):
    steps = 0
    for _ in range(10):
        if x > limit:
            x = x / 2
            steps += 1
    return x, steps
