# title: looks for nan only
# says: 1 / 0 is infinite, not nan, and just as bad.
# fails: test_first_bad_step_division_by_zero, test_first_bad_step_nan_and_inf, test_first_bad_step_repaired_later
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        x = f(x)
        if torch.isnan(x).any():
            return i
    return -1
