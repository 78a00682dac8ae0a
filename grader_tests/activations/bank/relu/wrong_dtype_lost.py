# title: dtype lost (.float() on the mask result)
# says: float64 in, float64 out: do not force .float().
# fails: test_relu_keeps_dtype

def relu(x):
    return (x > 0).float() * x.float()
