# title: subtracts in float32
# says: Two nearly equal numbers lose most of float32's seven digits when subtracted. Stay in float64.
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    x, y = x.float(), y.float()

    def error(w_, b_):
        return ((w_ * x + b_ - y) ** 2).mean().item()

    dw = (error(w + h, b) - error(w - h, b)) / (2 * h)
    db = (error(w, b + h) - error(w, b - h)) / (2 * h)
    return dw, db
