# title: history recorded after the update
# says: Record the error of the guess you made, before you improve it.
# fails: test_train_by_hand_history_starts_at_the_start, test_train_by_hand_history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, h = w0, b0, []
    for _ in range(epochs):
        dw, db = gradients(x, y, w, b)
        w, b = w - lr * dw, b - lr * db
        h.append(float(((w * x + b - y) ** 2).mean()))
    return w, b, h
