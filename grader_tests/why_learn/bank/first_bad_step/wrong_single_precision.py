# title: looks at the result in float32
# says: 1e300 is finite, and in float32 it is inf: ask the tensor in its own dtype.
# fails: test_first_bad_step_nothing_bad
def first_bad_step(steps, x):
    for i, step in enumerate(steps):
        x = step(x)
        if not torch.isfinite(x.float()).all():
            return i
    return -1
