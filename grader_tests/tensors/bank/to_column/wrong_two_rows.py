# title: shape of the example written down
# says: reshape(2, 1) is right for two deliveries only; leave the number of rows open with -1.
# fails: test_to_column_any_count, test_to_column_whole_numbers

def to_column(values):
    return torch.tensor(values, dtype=torch.float32).reshape(2, 1)
