# title: takes the larger of two lines
# says: With a slope above 1 the larger of the two lines is the wrong one, on both sides.
# fails: test_leaky_relu_any_slope, test_leaky_relu_gradient

def leaky_relu(x, slope=0.01):
    return torch.maximum(x, slope * x)
