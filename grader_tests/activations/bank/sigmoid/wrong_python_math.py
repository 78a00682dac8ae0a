# title: Python's math, element by element
# says: math.exp leaves the graph: no gradient can flow back.
# fails: test_sigmoid_gradient, test_sigmoid_gradient_far_out, test_sigmoid_on_device

def sigmoid(x):
    import math

    values = [1 / (1 + math.exp(-float(v))) for v in x.flatten()]
    return torch.tensor(values, dtype=x.dtype).reshape(x.shape)
