# title: leaks with the wrong sign
# says: A little of a negative number is still negative.
# fails: test_leaky_relu_default_slope, test_leaky_relu_any_slope, test_leaky_relu_gradient, test_leaky_relu_manners

def leaky_relu(x, slope=0.01):
    return torch.where(x > 0, x, slope * x.abs())
