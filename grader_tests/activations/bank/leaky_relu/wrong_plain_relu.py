# title: forgets to leak
# says: To the left it should fall gently, not stay at 0.
# fails: test_leaky_relu_default_slope, test_leaky_relu_any_slope, test_leaky_relu_gradient, test_leaky_relu_manners

def leaky_relu(x, slope=0.01):
    return torch.relu(x)
