# title: nbytes, and the shape as torch.Size

def describe(t):
    return {"ndim": t.dim(), "shape": t.shape, "numel": t.nelement(), "dtype": t.dtype, "bytes": t.nbytes}
