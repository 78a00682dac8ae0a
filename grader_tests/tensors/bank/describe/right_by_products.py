# title: everything from the shape

def describe(t):
    shape = tuple(int(size) for size in t.shape)
    count = int(np.prod(shape))
    return dict(
        ndim=len(shape),
        shape=shape,
        numel=count,
        dtype=t.dtype,
        bytes=count * t.dtype.itemsize,
        device=str(t.device),
    )
