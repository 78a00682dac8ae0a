# title: weight and bias swapped
# says: The weight multiplies the distance; the bias is added.
# fails: test_predict_seven_miles, test_predict_column, test_predict_gradients_flow
def predict(x, w, b):
    return b * x + w
