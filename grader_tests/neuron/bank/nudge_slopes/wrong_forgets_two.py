# title: forgets the 2 in 2h
# says: From w-h to w+h the step is 2h.
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).mean())

    dw = (error(w + h, b) - error(w - h, b)) / h
    db = (error(w, b + h) - error(w, b - h)) / h
    return dw, db
