# title: takes the steps out of the list
# says: The list of steps is still needed afterwards: go through it without emptying it.
# fails: test_first_bad_step_nan_and_inf, test_first_bad_step_repaired_later, test_first_bad_step_nothing_bad
def first_bad_step(steps, x):
    i = 0
    while steps:
        x = steps.pop(0)(x)
        if not torch.isfinite(x).all():
            return i
        i += 1
    return -1
