# title: trains on standardised distances
# says: The steps were to go through w and b of the raw miles. Standardised, the way is another one.
# fails: test_train_by_hand_three_steps, test_train_by_hand_from_another_start, test_train_by_hand_other_rates, test_train_by_hand_history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    m, s = x.mean(), x.std()
    z = (x - m) / s
    for _ in range(epochs):
        e = w * z + b - y
        history.append((e**2).mean())
        w, b = w - lr * (2 * e * z).mean(), b - lr * (2 * e).mean()
    return w / s, b - w * m / s, history
