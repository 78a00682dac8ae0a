# title: hypot of the two coordinate tables

def pairwise_miles(a, b):
    east = a[:, :1] - b[:, 0]
    north = a[:, 1:] - b[:, 1]
    return torch.hypot(east, north)
