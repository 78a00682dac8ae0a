# title: sorts the distances
# says: The rows must stay in the order of the deliveries; nothing is sorted here.
# fails: test_to_column_any_count

def to_column(values):
    return torch.tensor(sorted(values), dtype=torch.float32).unsqueeze(1)
