# title: the bias is added before multiplying
# says: Only the distance is multiplied by the weight; the bias is already in minutes.
# fails: test_predict_seven_miles, test_predict_column, test_predict_gradients_flow
def predict(x, w, b):
    return w * (x + b)
