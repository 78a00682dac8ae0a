# title: history of the roots of the errors
# says: The history holds mean squared errors, in minutes squared.
# fails: test_train_by_hand_history_starts_at_the_start, test_train_by_hand_history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    for _ in range(epochs):
        history.append(float(((w * x + b - y) ** 2).mean()) ** 0.5)
        dw, db = gradients(x, y, w, b)
        w, b = w - lr * dw, b - lr * db
    return w, b, history
