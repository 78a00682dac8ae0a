# title: lower minus upper
# says: If the error is larger above than below, the slope is positive: upper minus lower.
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).mean())

    dw = (error(w - h, b) - error(w + h, b)) / (2 * h)
    db = (error(w, b - h) - error(w, b + h)) / (2 * h)
    return dw, db
