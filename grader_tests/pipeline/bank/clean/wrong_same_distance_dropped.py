# title: two deliveries of the same distance count as one
# says: Two different deliveries may be equally long; compare both numbers.
# fails: test_clean_keeps_each_once_and_in_order
def clean(rows):
    seen, out = set(), []
    for miles, minutes in rows:
        if miles is None or minutes is None or not (miles > 0 and minutes > 0):
            continue
        if miles in seen:
            continue
        seen.add(miles)
        out.append([miles, minutes])
    return torch.tensor(out, dtype=torch.float32).reshape(-1, 2)
