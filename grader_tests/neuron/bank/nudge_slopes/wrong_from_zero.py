# title: always nudges around zero
# says: Nudge around the w and b that come in: everywhere else the slope is another one.
# fails: test_nudge_elsewhere
def nudge_slopes(x, y, w, b, h=1e-3):
    def error(w_, b_):
        return float(((w_ * x + b_ - y) ** 2).mean())

    dw = (error(h, 0) - error(-h, 0)) / (2 * h)
    db = (error(0, h) - error(0, -h)) / (2 * h)
    return dw, db
