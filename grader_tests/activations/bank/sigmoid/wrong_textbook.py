# title: 1/(1+exp(-x)): value fine, gradient nan at -100
# says: The value is right, but for very negative inputs exp(-x) is inf and the gradient becomes nan.
# fails: test_sigmoid_gradient_far_out

def sigmoid(x):
    return 1 / (1 + torch.exp(-x))
