# title: right dtype, but computed in float32
# says: On the way through float32 half of the digits of float64 are lost.
# fails: test_relu_keeps_dtype

def relu(x):
    return torch.relu(x.float()).to(x.dtype)
