# title: the result is a new tensor without a graph
# says: torch.tensor() copies numbers and forgets where they came from; no gradient finds back.
# fails: test_predict_gradients_flow
def predict(x, w, b):
    minutes = w * x + b
    return torch.as_tensor(minutes).detach()
