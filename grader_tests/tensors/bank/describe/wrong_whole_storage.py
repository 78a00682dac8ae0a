# title: bytes of the whole storage
# says: A part of a tensor shares the memory of the whole; count only the numbers that it shows.
# fails: test_describe_part_of_a_tensor

def describe(t):
    return {
        "ndim": t.dim(),
        "shape": tuple(t.size()),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.untyped_storage().nbytes(),
    }
