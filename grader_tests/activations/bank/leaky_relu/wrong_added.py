# title: adds the leak everywhere
# says: Where x is positive it stays as it is: the leak belongs to the other side only.
# fails: test_leaky_relu_default_slope, test_leaky_relu_any_slope, test_leaky_relu_gradient, test_leaky_relu_manners
def leaky_relu(x, slope=0.01):
    return relu(x) + slope * x
