# title: F.prelu
def leaky_relu(x, slope=0.01):
    return F.prelu(x, torch.full((1,), slope, dtype=x.dtype, device=x.device))
