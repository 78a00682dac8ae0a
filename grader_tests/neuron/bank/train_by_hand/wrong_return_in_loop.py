# title: return inside the loop
# says: `return` ends the function at once: it belongs below the loop, not into it.
# fails: test_train_by_hand_three_steps, test_train_by_hand_history_starts_at_the_start, test_train_by_hand_from_another_start, test_train_by_hand_other_rates, test_train_by_hand_history, test_train_by_hand_no_steps
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    for _ in range(epochs):
        history.append(float(((w * x + b - y) ** 2).mean()))
        dw, db = gradients(x, y, w, b)
        w, b = w - lr * dw, b - lr * db
        return w, b, history
