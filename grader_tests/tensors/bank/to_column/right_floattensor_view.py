# title: torch.FloatTensor + view

def to_column(values):
    return torch.FloatTensor([float(v) for v in values]).view(len(values), 1)
