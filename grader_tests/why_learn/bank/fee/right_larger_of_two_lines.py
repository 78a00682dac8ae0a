# title: the larger of two lines
def fee(d):
    return torch.maximum(3.0 + 1.2 * d, 2.0 * d - 1.0)
