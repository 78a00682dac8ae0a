# title: the sigmoid written out

def tanh_from_sigmoid(x):
    return 2 / (1 + torch.exp(-2 * x)) - 1
