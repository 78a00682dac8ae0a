# title: made of predict, mse and gradients, with tensors in the history
def train_by_hand(x, y, lr, epochs, w0=0.0, b0=0.0):
    line, history = (w0, b0), []
    while len(history) < epochs:
        history.append(mse(predict(x, *line), y))
        line = tuple(knob - lr * slope for knob, slope in zip(line, gradients(x, y, *line)))
    return [*line, history]
