# title: prints instead of returning
# says: print shows a value to you; only return gives it to whoever called.
# fails: test_predict_seven_miles, test_predict_column, test_predict_gradients_flow, test_predict_on_device
def predict(x, w, b):
    print(w * x + b)
