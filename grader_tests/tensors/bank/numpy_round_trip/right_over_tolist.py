# title: np.array over tolist

def from_numpy_copy(arr):
    return torch.tensor(arr.tolist(), dtype=torch.float32)


def to_numpy(t):
    return np.array(t.tolist())
