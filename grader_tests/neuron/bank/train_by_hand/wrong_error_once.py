# title: takes the error only once, before the loop
# says: The error belongs into the loop: it is another one after each step.
# fails: test_train_by_hand_history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    w, b, history = w0, b0, []
    error = mse(predict(x, w, b), y)
    for _ in range(epochs):
        history.append(float(error))
        dw, db = gradients(x, y, w, b)
        w -= lr * dw
        b -= lr * db
    return w, b, history
