# title: float16 on the way
# says: Half precision keeps three digits: make it float32 from the beginning.
# fails: test_to_column_any_count
def to_column(values):
    return torch.tensor(values, dtype=torch.float16).float().view(-1, 1)
