# title: nothing left has no columns
# says: A tensor of an empty list has the shape (0,). Give it its two columns.
# fails: test_clean_nothing_left
def clean(rows):
    seen, out = set(), []
    for miles, minutes in rows:
        if miles is None or minutes is None or not (miles > 0 and minutes > 0):
            continue
        if (miles, minutes) not in seen:
            seen.add((miles, minutes))
            out.append([miles, minutes])
    return torch.tensor(out, dtype=torch.float32)
