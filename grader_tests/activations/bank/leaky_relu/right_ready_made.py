# title: PyTorch's own function

def leaky_relu(x, slope=0.01):
    return F.leaky_relu(x, negative_slope=slope)
