# title: asks the storage of a contiguous version
# says: A few rows of a larger tensor are contiguous already, and their storage is that of the whole.
# fails: test_describe_part_of_a_tensor
def describe(t):
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.contiguous().untyped_storage().nbytes(),
    }
