# title: cut from the graph
# says: The result no longer knows that it came from x: `.detach()` and `.data` hand on the numbers alone. This layer could never learn.
# fails: test_leaky_relu_gradient

def leaky_relu(x, slope=0.01):
    values = x.detach()
    return torch.where(values > 0, values, slope * values)
