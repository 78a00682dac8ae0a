# title: asks finfo and iinfo for the bits
# says: bool has neither finfo nor iinfo: ask the tensor for the size of an element.
# fails: test_describe_other_kinds_of_numbers
def describe(t):
    info = torch.finfo if t.dtype.is_floating_point else torch.iinfo
    return {
        "ndim": t.ndim,
        "shape": tuple(t.shape),
        "numel": t.numel(),
        "dtype": t.dtype,
        "bytes": t.numel() * info(t.dtype).bits // 8,
    }
