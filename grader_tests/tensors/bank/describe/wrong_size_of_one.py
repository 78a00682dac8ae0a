# title: bytes of a single number
# says: element_size() is the size of one number; multiply by how many there are.
# fails: test_describe_three_dimensions, test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor

def describe(t):
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.element_size(),
    }
