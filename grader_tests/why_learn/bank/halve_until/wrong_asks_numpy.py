# title: compares in NumPy
# says: NumPy cannot look at a number on a graphics card; the tensor itself can be compared.
# fails: test_halve_until_on_device

def halve_until(x, limit):
    steps = 0
    while x.detach().numpy() > limit:
        x = x / 2
        steps += 1
    return x, steps
