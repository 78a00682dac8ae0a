# title: takes the numbers out of the caller's list
# says: The caller's list is empty afterwards: read it, do not take from it.
# fails: test_to_column_any_count, test_to_column_whole_numbers
def to_column(values):
    rows = []
    while values:
        rows.append([float(values.pop(0))])
    return torch.tensor(rows)
