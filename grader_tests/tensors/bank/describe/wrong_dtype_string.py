# title: dtype as a string
# says: Return the dtype itself, not its name.
# fails: test_describe_three_dimensions, test_describe_single_number, test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor

def describe(t):
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": str(t.dtype),
        "bytes": t.nbytes,
    }
