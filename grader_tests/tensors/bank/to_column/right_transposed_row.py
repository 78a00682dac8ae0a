# title: a row turned over, not contiguous

def to_column(values):
    return torch.tensor([values]).T.float()
