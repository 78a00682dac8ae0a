# title: places as complex numbers
def pairwise_miles(a, b):
    p, q = torch.complex(a[:, 0], a[:, 1]), torch.complex(b[:, 0], b[:, 1])
    return (p.unsqueeze(1) - q.unsqueeze(0)).abs()
