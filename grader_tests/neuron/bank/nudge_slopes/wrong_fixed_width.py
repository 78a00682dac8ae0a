# title: divides by the usual width, whatever h is
# says: The distance from one nudge to the other depends on h.
# fails: test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).mean())

    dw = (error(w + h, b) - error(w - h, b)) / 0.002
    db = (error(w, b + h) - error(w, b - h)) / 0.002
    return dw, db
