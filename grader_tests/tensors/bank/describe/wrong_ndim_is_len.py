# title: len(t) for the number of dimensions
# says: len(t) is the number of rows; a tensor without dimensions has none and raises.
# fails: test_describe_three_dimensions, test_describe_single_number, test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor

def describe(t):
    return {
        "ndim": len(t),
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.nbytes,
    }
