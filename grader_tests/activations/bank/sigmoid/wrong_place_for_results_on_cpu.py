# title: the place for the results is made on the CPU
# says: Ask x where it lives before you make a tensor beside it, for instance with zeros_like.
# fails: test_sigmoid_on_device

def sigmoid(x):
    e = torch.exp(-x.abs())
    one = torch.ones(x.shape, dtype=x.dtype)
    return torch.where(x >= 0, one, e) / (1 + e)
