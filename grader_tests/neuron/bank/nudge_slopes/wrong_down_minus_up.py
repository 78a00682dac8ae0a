# title: lower minus upper
# says: Look at the signs: where the error falls as the number grows, the slope is negative.
# hint: Which of the two errors comes first in your difference, and what happens to its sign afterwards?
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).mean())

    dw = (error(w - h, b) - error(w + h, b)) / (2 * h)
    db = (error(w, b - h) - error(w, b + h)) / (2 * h)
    return dw, db
