# title: flat vector (N,)
# says: nn.Linear wants one row per sample: (N, 1), not (N,).
# fails: test_to_column_two_distances, test_to_column_any_count, test_to_column_whole_numbers

def to_column(values):
    return torch.tensor(values, dtype=torch.float32)
