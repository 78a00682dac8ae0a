# title: cut from the graph
# says: `.detach()` cuts the way back: this layer could never learn.
# fails: test_leaky_relu_gradient

def leaky_relu(x, slope=0.01):
    values = x.detach()
    return torch.where(values > 0, values, slope * values)
