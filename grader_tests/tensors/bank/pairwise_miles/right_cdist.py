# title: torch.cdist

def pairwise_miles(a, b):
    return torch.cdist(a, b)
