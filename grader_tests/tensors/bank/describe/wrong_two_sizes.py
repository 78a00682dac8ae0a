# title: multiplies two sizes only
# says: Count over all dimensions, not over the first two.
# fails: test_describe_three_dimensions, test_describe_other_kinds_of_numbers

def describe(t):
    count = t.shape[0] * t.shape[1] if t.ndim > 1 else t.numel()
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": count,
        "dtype": t.dtype,
        "bytes": count * t.element_size(),
    }
