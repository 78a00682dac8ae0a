# title: returns how steep, without the sign
# says: Look at the signs: where the error falls as the number grows, the slope is negative.
# hint: Which of the two errors comes first in your difference, and what happens to its sign afterwards?
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w, b):
        return float(((w * x + b - y) ** 2).mean())

    return (abs(error(w + h, b) - error(w - h, b)) / (2 * h), abs(error(w, b + h) - error(w, b - h)) / (2 * h))
