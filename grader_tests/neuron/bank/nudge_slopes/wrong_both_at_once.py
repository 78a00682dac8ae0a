# title: nudges both knobs at once
# says: Hold the other knob still, or you cannot say which of the two made the difference.
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).mean())

    slope = (error(w + h, b + h) - error(w - h, b - h)) / (2 * h)
    return slope, slope
