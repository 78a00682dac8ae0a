# title: numel without parentheses
# says: numel is a method: without parentheses you get the method, not the number.
# fails: test_describe_three_dimensions, test_describe_single_number, test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor

def describe(t):
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel,
        "dtype": t.dtype,
        "bytes": t.numel() * t.element_size(),
    }
