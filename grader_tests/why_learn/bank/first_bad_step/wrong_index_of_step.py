# title: looks the step up in the list
# says: The same function may stand there twice, and index finds the first. Count while you go.
# fails: test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for step in steps:
        x = step(x)
        if not torch.isfinite(x).all():
            return steps.index(step)
    return -1
