# title: returns a string; F.pad with value 1

def pick_device():
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def append_ones(X):
    return F.pad(X, (0, 1), value=1.0)
