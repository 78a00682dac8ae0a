# title: multiplies with a tensor that is born on the CPU
# says: A tensor made without a word about the device is born on the CPU.
# fails: test_double_on_device
def double(x):
    return x * torch.tensor([2.0])
