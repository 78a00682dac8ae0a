# title: stretches the sigmoid's result in place
# says: The way back through a sigmoid needs its result: do not overwrite it.
# fails: test_tanh_gradient

def tanh_from_sigmoid(x):
    return torch.sigmoid(2 * x).mul_(2).sub_(1)
