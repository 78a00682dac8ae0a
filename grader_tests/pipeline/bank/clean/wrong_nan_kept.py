# title: nan passes the filter
# says: nan <= 0 is False, so nan slips through; ask `not m > 0`.
# fails: test_clean_drops_what_cannot_be, test_clean_nothing_left
def clean(rows):
    s, out = set(), []
    for d, m in rows:
        if d is None or m is None or d <= 0 or m <= 0 or (d, m) in s:
            continue
        s.add((d, m))
        out.append((d, m))
    return torch.tensor(out, dtype=torch.float32).reshape(-1, 2)
