# title: returns the slope itself on the left
# says: The slope is a factor: it multiplies x.
# fails: test_leaky_relu_default_slope, test_leaky_relu_any_slope, test_leaky_relu_gradient, test_leaky_relu_manners

def leaky_relu(x, slope=0.01):
    return torch.where(x > 0, x, torch.full_like(x, slope))
