# title: ignores the slope argument
# says: Use the argument, not the default value.
# fails: test_leaky_relu_any_slope, test_leaky_relu_gradient, test_leaky_relu_manners

def leaky_relu(x, slope=0.01):
    return torch.where(x > 0, x, 0.01 * x)
