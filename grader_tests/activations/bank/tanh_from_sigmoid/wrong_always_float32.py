# title: always computes in float32
# says: float64 in, float64 out: do not force .float().
# fails: test_tanh_any_shape

def tanh_from_sigmoid(x):
    return 2 * torch.sigmoid(2 * x.float()) - 1
