# title: asks whether all numbers are bad
# says: A single bad number spoils the rest: any, not all.
# fails: test_first_bad_step_division_by_zero, test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        x = f(x)
        if (torch.isnan(x) | torch.isinf(x)).all():
            return i
    return -1
