# title: the ones for the way back are made on the CPU
# says: The vector that goes backward has to live where the results live: ones_like makes it there.
# fails: test_derivative_on_device

def derivative(f, x):
    own = x.detach().clone().requires_grad_(True)
    f(own).backward(torch.ones(x.shape, dtype=x.dtype))
    return own.grad
