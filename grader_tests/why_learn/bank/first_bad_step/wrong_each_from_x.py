# title: applies every step to x itself
# says: Each step takes what the step before gave.
# fails: test_first_bad_step_division_by_zero, test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        if not torch.isfinite(f(x)).all():
            return i
    return -1
