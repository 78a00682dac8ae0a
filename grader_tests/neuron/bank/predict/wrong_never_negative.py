# title: clamps negative times to zero
# says: A line goes on below zero: cut nothing off.
# fails: test_predict_column
def predict(x, w, b):
    t = w * x + b
    if torch.is_tensor(t):
        return t.clamp(min=0)
    return max(t, 0.0)
