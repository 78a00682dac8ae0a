# title: drops what is unusually large
# says: Unusual is not impossible: nobody has asked for a limit.
# fails: test_clean_drops_what_cannot_be, test_clean_keeps_each_once_and_in_order

def clean(rows):
    kept = []
    for r in rows:
        if None in r or not r[0] > 0 or not r[1] > 0 or r[0] > 50 or r[1] > 60:
            continue
        if r not in kept:
            kept.append(r)
    return torch.tensor(kept, dtype=torch.float32).reshape(-1, 2)
