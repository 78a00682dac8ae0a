# title: factors are born on the CPU
# says: A tensor is born on the CPU unless you say otherwise: make it like x.
# fails: test_leaky_relu_on_device

def leaky_relu(x, slope=0.01):
    factor = torch.full(x.shape, float(slope), dtype=x.dtype)
    factor[x.detach().cpu() > 0] = 1.0
    return factor * x
