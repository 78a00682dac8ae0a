# title: counts the steps from 1
# says: Python counts from 0: the first step has index 0.
# fails: test_first_bad_step_division_by_zero, test_first_bad_step_nan_and_inf, test_first_bad_step_repaired_later
def first_bad_step(steps, x):
    for i, f in enumerate(steps, start=1):
        x = f(x)
        if not torch.isfinite(x).all():
            return i
    return -1
