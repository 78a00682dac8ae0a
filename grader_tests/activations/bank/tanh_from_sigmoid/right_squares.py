# title: from the squares of both probabilities

def tanh_from_sigmoid(x):
    s = torch.sigmoid(x)
    r = 1 - s
    return (s**2 - r**2) / (s**2 + r**2)
