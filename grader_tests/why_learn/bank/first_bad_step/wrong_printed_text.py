# title: looks for "nan" and "inf" in what is printed
# says: Large tensors are printed with dots in the middle: ask the numbers, not the text.
# fails: test_first_bad_step_nan_and_inf
def first_bad_step(steps, x):
    for i, step in enumerate(steps):
        x = step(x)
        if "nan" in str(x) or "inf" in str(x):
            return i
    return -1
