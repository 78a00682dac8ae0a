# title: fills one dictionary for all calls
# says: The dictionary outlives the call, and setdefault keeps what the first tensor was. Make a new one.
# fails: test_describe_three_dimensions, test_describe_single_number, test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor
info = {}
def describe(t):
    info.setdefault("ndim", t.ndim)
    info.setdefault("shape", tuple(t.shape))
    info.setdefault("numel", t.numel())
    info.setdefault("dtype", t.dtype)
    info.setdefault("bytes", t.nbytes)
    return info
