# title: plain Python, one delivery at a time
def gradients(x, y, w, b):
    rows = [(float(a), float(t)) for a, t in zip(x, y)]
    dw = sum(2 * (w * a + b - t) * a for a, t in rows) / len(rows)
    db = sum(2 * (w * a + b - t) for a, t in rows) / len(rows)
    return [dw, db]
