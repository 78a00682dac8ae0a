# title: multiplies inside the input
# says: The caller's tensor is changed. Build a new one.
# fails: test_leaky_relu_gradient, test_leaky_relu_manners

def leaky_relu(x, slope=0.01):
    x[x < 0] *= slope
    return x
