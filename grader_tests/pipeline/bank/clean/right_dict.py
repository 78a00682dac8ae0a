# title: a dict keeps first appearances in order
def clean(rows):
    usable = dict.fromkeys(
        (d, m) for d, m in rows if d is not None and m is not None and d > 0 and m > 0
    )
    return torch.tensor(list(usable), dtype=torch.float32).view(len(usable), 2)
