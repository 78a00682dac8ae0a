# title: a column becomes a flat row
# says: A column in, a column out: the shape of x must survive, or a later subtraction goes wrong.
# fails: test_predict_column
def predict(x, w, b):
    x = torch.as_tensor(x)
    return (w * x + b).flatten()
