# title: squeezes before it makes a column
# says: With one value nothing is left to squeeze: a single delivery is still one row and one column.
# fails: test_to_column_any_count, test_to_column_whole_numbers
def to_column(values):
    return torch.tensor(values).float().squeeze().unsqueeze(1)
