# title: the lecture's line, whatever comes in
# says: Use the w and b that come in: 3.4 and 5.2 are only one line of many.
# fails: test_predict_column, test_predict_gradients_flow
def predict(x, w, b):
    minutes = 3.4 * x + 5.2
    return minutes
