# title: returns how steep, without the sign
# says: The sign of a slope says which way is down: do not take it off.
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w, b):
        return float(((w * x + b - y) ** 2).mean())

    return (abs(error(w + h, b) - error(w - h, b)) / (2 * h), abs(error(w, b + h) - error(w, b - h)) / (2 * h))
