# title: tests the sum instead of the numbers
# says: A sum of large finite numbers can be infinite. Test the numbers themselves.
# fails: test_first_bad_step_nothing_bad
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        x = f(x)
        if not torch.isfinite(x.sum()):
            return i
    return -1
