# title: takes large numbers for infinite ones
# says: Large numbers are finite, though their sum may not be: ask of each number whether it is finite.
# fails: test_first_bad_step_nothing_bad
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        x = f(x)
        if not (x.abs() < 1e30).all():
            return i
    return -1
