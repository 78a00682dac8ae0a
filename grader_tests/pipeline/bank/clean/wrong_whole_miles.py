# title: less than one counts as zero
# says: `int` cuts off what stands behind the point: 0.3 miles are above zero.
# fails: test_clean_drops_what_cannot_be
def clean(rows):
    kept = []
    for r in rows:
        try:
            if int(r[0]) <= 0 or int(r[1]) <= 0:
                continue
        except (TypeError, ValueError):
            continue
        if r not in kept:
            kept.append(r)
    return torch.tensor(kept, dtype=torch.float32).reshape(-1, 2)
