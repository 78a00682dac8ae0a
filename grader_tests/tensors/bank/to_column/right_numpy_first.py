# title: NumPy's newaxis
def to_column(values):
    return torch.from_numpy(np.asarray(values, dtype=np.float32)[:, np.newaxis])
