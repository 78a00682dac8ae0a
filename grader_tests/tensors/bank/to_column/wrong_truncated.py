# title: digits after the point lost
# says: int() cuts 7.3 down to 7; convert to float instead.
# fails: test_to_column_any_count, test_to_column_whole_numbers

def to_column(values):
    return torch.tensor([[int(v)] for v in values], dtype=torch.float32)
