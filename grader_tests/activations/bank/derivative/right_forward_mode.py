# title: forward mode with ones
def derivative(f, x):
    x = x.detach()
    return torch.func.jvp(f, (x,), (torch.ones_like(x),))[1]
