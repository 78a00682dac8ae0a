# title: squeeze at the end
# says: For a single delivery squeeze removes the row as well; (1, 1) is the right shape there.
# fails: test_to_column_any_count, test_to_column_whole_numbers

def to_column(values):
    column = torch.tensor(values, dtype=torch.float32).reshape(-1, 1)
    return column.squeeze(0)
