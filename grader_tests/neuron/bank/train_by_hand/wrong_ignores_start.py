# title: ignores the starting point
# says: Start from w0 and b0, not from zero.
# fails: test_train_by_hand_from_another_start
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, h = 0.0, 0.0, []
    for _ in range(epochs):
        h.append(float(((w * x + b - y) ** 2).mean()))
        dw, db = gradients(x, y, w, b)
        w, b = w - lr * dw, b - lr * db
    return w, b, h
