# title: looks before the step instead of after it
# says: Look at the result of a step, not at what goes into it.
# fails: test_first_bad_step_division_by_zero, test_first_bad_step_nan_and_inf, test_first_bad_step_repaired_later
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        if not torch.isfinite(x).all():
            return i
        x = f(x)
    return -1
