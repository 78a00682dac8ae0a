# title: waits for an exception
# says: nan and inf raise nothing. You have to look at the numbers.
# fails: test_first_bad_step_division_by_zero, test_first_bad_step_nan_and_inf, test_first_bad_step_repaired_later
def first_bad_step(steps, x):
    for i, f in enumerate(steps):
        try:
            x = f(x)
        except (ZeroDivisionError, ValueError):
            return i
    return -1
