# title: looks at the first number only
# says: One bad number is enough, wherever it stands.
# fails: test_first_bad_step_division_by_zero, test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for i, step in enumerate(steps):
        x = step(x)
        if not torch.isfinite(x.flatten()[0]):
            return i
    return -1
