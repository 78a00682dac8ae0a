# title: knows the size of a few dtypes only
# says: There are more dtypes than one remembers. A tensor knows itself how many bytes one of its numbers takes.
# fails: test_describe_other_kinds_of_numbers
def describe(t):
    size = {torch.uint8: 1, torch.int32: 4, torch.int64: 8, torch.float32: 4, torch.float64: 8}
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.numel() * size[t.dtype],
    }
