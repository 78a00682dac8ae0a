# title: ones on the left
# says: The ones are appended: X first, then the new column.
# fails: test_append_ones_table, test_append_ones_any_dtype

def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def append_ones(X):
    return torch.cat([torch.ones_like(X[:, :1]), X], dim=1)
