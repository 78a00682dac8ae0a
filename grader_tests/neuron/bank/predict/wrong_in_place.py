# title: works on the distances in place
# says: `*=` and `+=` change the caller's own distances. Make a new tensor instead.
# fails: test_predict_column
def predict(x, w, b):
    x *= w
    x += b
    return x
