# title: compares rounded numbers
# says: Two deliveries that differ in a digit are two deliveries: compare the numbers as they are.
# fails: test_clean_keeps_each_once_and_in_order

def clean(rows):
    seen, kept = set(), []
    for a, b in rows:
        if a is None or b is None or not (a > 0 and b > 0):
            continue
        key = (round(a, 1), round(b))
        if key not in seen:
            seen.add(key)
            kept.append([a, b])
    return torch.tensor(kept, dtype=torch.float32).reshape(-1, 2)
