# title: a slope of 0 is taken for no slope
# says: 0.0 is a slope like any other; `slope or 0.01` makes 0.01 of it.
# fails: test_leaky_relu_any_slope

def leaky_relu(x, slope=0.01):
    slope = slope or 0.01
    return torch.where(x > 0, x, slope * x)
