# title: ones are always float32
# says: Ones without a dtype are float32 and change the dtype of everything that they join.
# fails: test_append_ones_any_dtype

def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def append_ones(X):
    ones = torch.ones(X.shape[0], 1, device=X.device)
    return torch.cat([X, ones], dim=1)
