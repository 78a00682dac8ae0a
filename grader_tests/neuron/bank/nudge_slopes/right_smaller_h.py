# title: smaller h chosen by the student
def nudge_slopes(x, y, w, b, h=1e-3):
    h = 1e-4

    def e(w_, b_):
        return float(((y - w_ * x - b_) ** 2).mean())

    return (e(w + h, b) - e(w - h, b)) / 2 / h, (e(w, b + h) - e(w, b - h)) / 2 / h
