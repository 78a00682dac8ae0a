# title: asks whether the product is positive
# says: Two negative numbers have a positive product; ask each number by itself.
# fails: test_clean_drops_what_cannot_be
def clean(rows):
    kept = []
    for m, t in rows:
        if m is None or t is None or not m * t > 0:
            continue
        if [m, t] not in kept:
            kept.append([m, t])
    return torch.tensor(kept, dtype=torch.float32).reshape(-1, 2)
