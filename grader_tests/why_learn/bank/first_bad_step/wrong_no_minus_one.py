# title: returns nothing if nothing is bad
# says: After the loop the function must say that nothing was found: -1.
# fails: test_first_bad_step_nothing_bad, test_first_bad_step_on_device
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        x = f(x)
        if not torch.isfinite(x).all():
            return i
