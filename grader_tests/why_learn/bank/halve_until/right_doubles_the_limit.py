# title: doubles the limit instead, then divides once
def halve_until(x, limit):
    steps = 0
    while x.detach() > limit * 2**steps:
        steps += 1
    return x * 0.5**steps, steps
