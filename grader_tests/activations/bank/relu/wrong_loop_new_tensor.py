# title: loop building a new tensor: graph and device lost
# says: float(v) leaves the graph: no gradient can flow back through this ReLU.
# fails: test_relu_gradient, test_relu_on_device

def relu(x):
    values = [max(0.0, float(v)) for v in x.flatten()]
    return torch.tensor(values, dtype=x.dtype).reshape(x.shape)
