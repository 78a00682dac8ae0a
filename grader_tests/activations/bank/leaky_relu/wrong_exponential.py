# title: ELU
# says: The leak is a straight line, slope times x, without an end.
# fails: test_leaky_relu_default_slope, test_leaky_relu_any_slope, test_leaky_relu_gradient, test_leaky_relu_manners
def leaky_relu(x, slope=0.01):
    return torch.where(x > 0, x, slope * (torch.exp(torch.clamp(x, max=0)) - 1))
