# title: keeps the last of equal records
# says: Of equal records the first one stays where it is.
# fails: test_clean_keeps_each_once_and_in_order, test_clean_small_table
def clean(rows):
    out = []
    for row in rows:
        if None in row or not (row[0] > 0 and row[1] > 0):
            continue
        if list(row) in out:
            out.remove(list(row))
        out.append(list(row))
    return torch.tensor(out, dtype=torch.float32).reshape(-1, 2)
