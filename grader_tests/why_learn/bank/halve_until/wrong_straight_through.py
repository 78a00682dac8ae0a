# title: plain numbers, glued to x with a zero
# says: The value is right, but its slope is 0: x times 0 does not depend on x.
# fails: test_halve_until_gradient
def halve_until(x, limit):
    value, steps = x.item(), 0
    while value > limit:
        value /= 2
        steps += 1
    return x * 0 + value, steps
