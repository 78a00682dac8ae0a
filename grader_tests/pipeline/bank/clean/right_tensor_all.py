# title: compares all records with all others in a tensor
def clean(rows):
    table = torch.tensor([[float("nan") if v is None else float(v) for v in r] for r in rows], dtype=torch.float64).reshape(-1, 2)
    table = table[(table > 0).all(dim=1)]
    same = (table[:, None, :] == table[None, :, :]).all(-1)
    earlier = torch.tril(same, diagonal=-1).any(dim=1)
    return table[~earlier].float()
