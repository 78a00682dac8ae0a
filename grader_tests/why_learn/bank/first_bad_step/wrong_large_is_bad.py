# title: takes large numbers for infinite ones
# says: 1e38 is large and finite. Ask PyTorch what is finite.
# fails: test_first_bad_step_nothing_bad
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        x = f(x)
        if not (x.abs() < 1e30).all():
            return i
    return -1
