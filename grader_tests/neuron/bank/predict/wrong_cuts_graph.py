# title: the result is a new tensor without a graph
# says: The minutes no longer know that they came from w and b: `.detach()`, `.item()` and `torch.tensor(...)` hand on the number alone.
# fails: test_predict_gradients_flow
def predict(x, w, b):
    minutes = w * x + b
    return torch.as_tensor(minutes).detach()
