# title: looks at the largest number only
# says: The largest number does not show a -inf.
# fails: test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for i, step in enumerate(steps):
        x = step(x)
        if x.numel() and not torch.isfinite(x.max()):
            return i
    return -1
