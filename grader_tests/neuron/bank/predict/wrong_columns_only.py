# title: matrix product, so only for columns
# says: A matrix product needs a matrix; the neuron must also take a single number.
# fails: test_predict_seven_miles, test_predict_column, test_predict_gradients_flow, test_predict_on_device
def predict(x, w, b):
    w = torch.as_tensor(w, dtype=torch.float32).reshape(1, 1)
    return x @ w + b
