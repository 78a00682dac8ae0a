# title: starts from b0 = 0 whatever is asked
# says: Both starting values count, the bias too.
# fails: test_train_by_hand_from_another_start
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b = w0, 0.0
    history = []
    for _ in range(epochs):
        history.append(mse(predict(x, w, b), y).item())
        dw, db = gradients(x, y, w, b)
        w, b = w - lr * dw, b - lr * db
    return w, b, history
