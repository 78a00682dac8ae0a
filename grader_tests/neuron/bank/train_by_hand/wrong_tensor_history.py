# title: the history is a tensor
# says: The history is a plain list, one number for each step.
# fails: test_train_by_hand_history_starts_at_the_start, test_train_by_hand_history, test_train_by_hand_beside_a_card
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b = w0, b0
    history = torch.zeros(epochs)
    for i in range(epochs):
        e = w * x + b - y
        history[i] = (e ** 2).mean()
        w, b = w - lr * (2 * e * x).mean(), b - lr * (2 * e).mean()
    return w, b, history
