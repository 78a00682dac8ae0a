# title: changes the records that came in
# says: The list belongs to whoever called you; leave it as it was.
# fails: test_clean_drops_what_cannot_be
def clean(rows):
    for row in rows:
        for i, value in enumerate(row):
            if value is None:
                row[i] = 0.0
    out = []
    for row in rows:
        if row[0] > 0 and row[1] > 0 and row not in out:
            out.append(row)
    return torch.tensor(out, dtype=torch.float32).reshape(-1, 2)
