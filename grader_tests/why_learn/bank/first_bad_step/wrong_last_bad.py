# title: stops at the last step that is bad, not the first
# says: Return at once: later steps only pass the damage on.
# fails: test_first_bad_step_nan_and_inf, test_first_bad_step_repaired_later
def first_bad_step(steps, x):
    bad = -1
    for i, f in enumerate(steps):
        x = f(x)
        if not torch.isfinite(x).all():
            bad = i
    return bad
