# title: asks the first row for the size
# says: A tensor without dimensions cannot be indexed; ask the tensor itself.
# fails: test_describe_single_number

def describe(t):
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.numel() * t[0].element_size(),
    }
