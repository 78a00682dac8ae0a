# title: a step for each delivery
# says: One step for all deliveries together, with the mean of their slopes, not one for each of them.
# fails: test_train_by_hand_three_steps, test_train_by_hand_from_another_start, test_train_by_hand_other_rates, test_train_by_hand_history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b = w0, b0
    history = []
    for _ in range(epochs):
        history.append(float(((w * x + b - y) ** 2).mean()))
        for xi, yi in zip(x.flatten().tolist(), y.flatten().tolist()):
            e = w * xi + b - yi
            w, b = w - lr * 2 * e * xi, b - lr * 2 * e
    return w, b, history
