# title: works for single numbers only
# says: float() takes one number; a column of distances has many. Leave the arithmetic to the tensors.
# fails: test_predict_column, test_predict_gradients_flow, test_predict_on_device
def predict(x, w, b):
    return float(w) * float(x) + float(b)
