# title: w and b as float32 tensors, data in float64
def nudge_slopes(x, y, w, b, h=1e-3):
    w, b = torch.tensor(w), torch.tensor(b)

    def error(w_, b_):
        return ((w_ * x + b_ - y) ** 2).mean()

    dw = (error(w + h, b) - error(w - h, b)) / (2 * h)
    db = (error(w, b + h) - error(w, b - h)) / (2 * h)
    return dw.item(), db.item()
