# title: looks for inf only
# says: The root of a negative number is nan, not infinite, and just as bad.
# fails: test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        x = f(x)
        if torch.isinf(x).any():
            return i
    return -1
