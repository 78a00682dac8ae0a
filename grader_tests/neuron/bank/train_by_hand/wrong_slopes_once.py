# title: takes the slopes only once, before the loop
# says: The slopes change with every step: take them anew, inside the loop.
# fails: test_train_by_hand_three_steps, test_train_by_hand_from_another_start, test_train_by_hand_other_rates, test_train_by_hand_history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    dw, db = gradients(x, y, w, b)
    for _ in range(epochs):
        history.append(float(((w * x + b - y) ** 2).mean()))
        w, b = w - lr * dw, b - lr * db
    return w, b, history
