# title: searches only if the end is bad
# says: A later step may cover the damage up. It began nevertheless.
# fails: test_first_bad_step_repaired_later
def first_bad_step(steps, x):
    results = []
    for f in steps:
        x = f(x)
        results.append(x)
    if torch.isfinite(x).all():
        return -1
    for i, r in enumerate(results):
        if not torch.isfinite(r).all():
            return i
