# title: calls itself with one half
def halve_until(x, limit):
    if x <= limit:
        return x, 0
    left, steps = halve_until(x / 2, limit)
    return left, steps + 1
