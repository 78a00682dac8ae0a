# title: counts with floats
# says: What counts things is an int: begin the product with 1, not with 1.0.
# fails: test_describe_single_number, test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor
def describe(t):
    n = 1.0
    for s in t.shape:
        n *= s
    return {"ndim": len(t.shape), "shape": tuple(t.shape), "numel": n, "dtype": t.dtype, "bytes": n * t.element_size()}
