# title: column_stack of one row
def to_column(values):
    return torch.column_stack([torch.tensor(values, dtype=torch.float32)])
