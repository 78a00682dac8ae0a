# title: bytes assumed 4 each
# says: Four bytes is only right for float32; ask the tensor for element_size().
# fails: test_describe_single_number, test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor

def describe(t):
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": 4 * t.numel(),
    }
