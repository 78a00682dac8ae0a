# title: the change of the error, not divided by the step
# says: A slope is change of the error per unit of the knob: divide by how far you turned it.
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).mean())

    return error(w + h, b) - error(w - h, b), error(w, b + h) - error(w, b - h)
