# title: whole numbers stay int64
# says: A list of whole numbers becomes int64 unless you name the dtype.
# fails: test_to_column_whole_numbers

def to_column(values):
    return torch.tensor(values).reshape(-1, 1)
