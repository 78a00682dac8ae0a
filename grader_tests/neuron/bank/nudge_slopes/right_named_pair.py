# title: a named tuple

from typing import NamedTuple


class Slopes(NamedTuple):
    dw: float
    db: float


def nudge_slopes(x, y, w, b, h=1e-3):
    out = []
    for dw, db in ((h, 0.0), (0.0, h)):
        up = F.mse_loss((w + dw) * x + (b + db), y)
        down = F.mse_loss((w - dw) * x + (b - db), y)
        out.append(((up - down) / h / 2).item())
    return Slopes(*out)
