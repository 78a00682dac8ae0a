# title: divides by 12, however many deliveries there are
# says: There need not be twelve deliveries: let mean() count them.
# fails: test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).sum()) / 12

    dw = (error(w + h, b) - error(w - h, b)) / (2 * h)
    db = (error(w, b + h) - error(w, b - h)) / (2 * h)
    return dw, db
