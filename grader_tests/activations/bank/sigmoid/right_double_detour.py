# title: computed in float64

def sigmoid(x):
    wide = x.double()
    return (1 / (1 + torch.exp(-wide))).to(x.dtype)
