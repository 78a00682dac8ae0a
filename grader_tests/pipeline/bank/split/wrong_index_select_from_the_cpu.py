# title: selects with row numbers that live elsewhere
# says: index_select wants the row numbers on the device of the rows.
# fails: test_split_on_device
def split(X, y, test_fraction=0.25, seed=0):
    order = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    count = round(len(X) * test_fraction)
    test, train = order[:count], order[count:]
    return tuple(torch.index_select(part, 0, rows) for rows in (train, test) for part in (X, y))
