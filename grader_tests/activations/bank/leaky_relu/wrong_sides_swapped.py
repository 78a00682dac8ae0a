# title: the wrong side leaks
# says: It is the negative side that is multiplied by the slope.
# fails: test_leaky_relu_default_slope, test_leaky_relu_any_slope, test_leaky_relu_gradient, test_leaky_relu_manners

def leaky_relu(x, slope=0.01):
    return torch.where(x > 0, slope * x, x)
