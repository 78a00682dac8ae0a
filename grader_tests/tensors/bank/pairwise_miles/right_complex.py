# title: places as complex numbers
def pairwise_miles(a, b):
    za, zb = torch.complex(a[:, 0], a[:, 1]), torch.complex(b[:, 0], b[:, 1])
    return (za.unsqueeze(1) - zb).abs()
