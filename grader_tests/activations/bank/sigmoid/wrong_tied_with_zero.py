# title: values from outside the graph, tied to it with 0 * x
# says: The graph is there, but its slope is 0 everywhere: nothing could be learned through it.
# fails: test_sigmoid_gradient

def sigmoid(x):
    return torch.sigmoid(x.detach()) + 0 * x
