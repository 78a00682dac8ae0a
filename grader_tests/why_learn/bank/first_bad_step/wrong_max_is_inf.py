# title: takes the largest for a nan detector
# says: If one number is nan, so is the largest, and nan equals nothing. Ask each number whether it is finite.
# fails: test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for i, step in enumerate(steps):
        x = step(x)
        if x.abs().max() == float("inf") or x.isnan().all():
            return i
    return -1
