# title: squeezes before it looks
# says: A dimension of size 1 is a dimension. Look at the tensor as it came.
# fails: test_describe_other_kinds_of_numbers, test_describe_part_of_a_tensor
def describe(t):
    t = t.squeeze()
    return {"ndim": t.ndim, "shape": tuple(t.shape), "numel": t.numel(), "dtype": t.dtype, "bytes": t.nbytes}
