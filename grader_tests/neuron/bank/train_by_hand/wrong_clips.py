# title: slopes of more than 200 are cut off
# says: Nobody asked to cut off steep slopes: a step is the learning rate times the slope, however long.
# fails: test_train_by_hand_from_another_start
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    for _ in range(epochs):
        e = w * x + b - y
        history.append(float((e**2).mean()))
        dw, db = float((2 * e * x).mean()), float((2 * e).mean())
        dw, db = max(-200, min(200, dw)), max(-200, min(200, db))
        w, b = w - lr * dw, b - lr * db
    return w, b, history
