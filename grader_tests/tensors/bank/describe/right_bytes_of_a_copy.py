# title: the bytes of a fresh copy
def describe(t):
    result = dict(ndim=t.dim(), shape=(*t.shape,), numel=t.nelement(), dtype=t.dtype)
    result["bytes"] = t.detach().clone(memory_format=torch.contiguous_format).untyped_storage().nbytes()
    return result
