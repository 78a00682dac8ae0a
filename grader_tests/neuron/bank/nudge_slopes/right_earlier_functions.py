# title: made of predict and mse, returns tensors
def nudge_slopes(x, y, w, b, h=1e-3):
    up, down = mse(predict(x, w + h, b), y), mse(predict(x, w - h, b), y)
    left, right = mse(predict(x, w, b - h), y), mse(predict(x, w, b + h), y)
    return (up - down) / (2 * h), (right - left) / (2 * h)
