# title: asks the smaller of the two numbers
# says: `min` is not to be trusted with nan: it depends on the order which of the two it returns. Ask each number by itself.
# fails: test_clean_drops_what_cannot_be
def clean(rows):
    kept = []
    for r in rows:
        if None in r or not min(r) > 0:
            continue
        if list(r) not in kept:
            kept.append(list(r))
    return torch.tensor(kept, dtype=torch.float32).reshape(-1, 2)
