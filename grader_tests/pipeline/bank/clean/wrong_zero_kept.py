# title: zero passes the filter
# says: A delivery in 0 minutes did not happen either.
# fails: test_clean_drops_what_cannot_be, test_clean_nothing_left
def clean(rows):
    seen, out = set(), []
    for miles, minutes in rows:
        if miles is None or minutes is None or not (miles >= 0 and minutes >= 0):
            continue
        if (miles, minutes) not in seen:
            seen.add((miles, minutes))
            out.append([miles, minutes])
    return torch.tensor(out, dtype=torch.float32).reshape(-1, 2)
