# title: asks NumPy for the size
# says: NumPy cannot look at a tensor on a graphics card; the tensor itself knows its size.
# fails: test_describe_on_device

def describe(t):
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.detach().numpy().nbytes,
    }
