# title: calculates with plain numbers
# says: `.item()` leaves the world of tensors: what happens after it is not noted, and the way back is lost.
# fails: test_halve_until_gradient, test_halve_until_on_device
def halve_until(x, limit):
    value, steps = x.item(), 0
    while value > limit:
        value /= 2
        steps += 1
    return torch.tensor(value, dtype=x.dtype), steps
