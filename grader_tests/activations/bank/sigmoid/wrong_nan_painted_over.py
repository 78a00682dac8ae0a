# title: nan replaced after the fact
# says: The value is mended, the gradient is not: the nan is still in the graph.
# fails: test_sigmoid_gradient_far_out

def sigmoid(x):
    e = torch.exp(x)
    return torch.nan_to_num(e / (1 + e), nan=1.0)
