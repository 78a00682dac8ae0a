# title: stops by raising and catching an exception of its own
class Bad(Exception):
    pass
def first_bad_step(steps, x):
    def guarded(pair, value):
        i, step = pair
        out = step(value)
        if torch.isfinite(out).logical_not().count_nonzero() > 0:
            raise Bad(i)
        return out
    try:
        for pair in enumerate(steps):
            x = guarded(pair, x)
    except Bad as bad:
        return bad.args[0]
    return -1
