# title: goes on with the rows of the last call
# says: A list outside the function remembers earlier calls: begin with an empty one inside.
# fails: test_to_column_two_distances, test_to_column_any_count, test_to_column_whole_numbers
rows = []
def to_column(values):
    for v in values:
        rows.append([v])
    return torch.tensor(rows, dtype=torch.float32)
