# title: takes at least one step
# says: Zero epochs means that nothing happens at all.
# fails: test_train_by_hand_no_steps
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    while True:
        e = w * x + b - y
        history.append((e**2).mean().item())
        w, b = w - lr * (2 * e * x).mean().item(), b - lr * (2 * e).mean().item()
        if len(history) >= epochs:
            return w, b, history
