# title: exp(-logaddexp(0, -x))
def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))
