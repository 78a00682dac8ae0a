# title: subtracts ones from another device
# says: A plain 1 fits every device; torch.ones makes its numbers on the CPU.
# fails: test_tanh_on_device

def tanh_from_sigmoid(x):
    return 2 * torch.sigmoid(2 * x) - torch.ones(x.shape, dtype=x.dtype)
