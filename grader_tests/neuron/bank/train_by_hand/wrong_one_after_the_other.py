# title: the weight moves before the slope of the bias is taken
# says: Take both slopes at the same place, then move both.
# fails: test_train_by_hand_three_steps, test_train_by_hand_from_another_start, test_train_by_hand_other_rates, test_train_by_hand_history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    for _ in range(epochs):
        history.append(((w * x + b - y) ** 2).mean().item())
        w = w - lr * (2 * (w * x + b - y) * x).mean().item()
        b = b - lr * (2 * (w * x + b - y)).mean().item()
    return w, b, history
