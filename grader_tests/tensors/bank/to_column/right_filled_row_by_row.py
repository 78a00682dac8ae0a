# title: fills an empty column in a loop

def to_column(values):
    column = torch.empty(len(values), 1)
    for row, value in enumerate(values):
        column[row, 0] = value
    return column
