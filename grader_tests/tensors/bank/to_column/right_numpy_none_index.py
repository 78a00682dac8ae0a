# title: unsqueeze / None index

def to_column(values):
    return torch.as_tensor(np.asarray(values, dtype=np.float32))[:, None]
