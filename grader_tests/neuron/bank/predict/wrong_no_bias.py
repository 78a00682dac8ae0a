# title: the bias is forgotten
# says: The courier needs some minutes even for no distance at all: add the bias.
# fails: test_predict_seven_miles, test_predict_column, test_predict_gradients_flow
def predict(x, w, b):
    return w * x
