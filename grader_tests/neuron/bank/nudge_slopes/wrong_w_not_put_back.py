# title: w is not put back before b is nudged
# says: Put the weight back where it was before you nudge the bias.
# fails: test_nudge_from_zero, test_nudge_elsewhere, test_nudge_is_exact_for_any_size
def nudge_slopes(x, y, w, b, h=1e-3):
    def error():
        return ((w * x + b - y) ** 2).mean().item()

    w = w + h
    up = error()
    w = w - 2 * h
    down = error()
    dw = (up - down) / (2 * h)
    b = b + h
    up = error()
    b = b - 2 * h
    down = error()
    return dw, (up - down) / (2 * h)
