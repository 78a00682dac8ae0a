# title: torch.unique sorts the rows
# says: set() and torch.unique lose the order of the rows; keep first appearances in order.
# fails: test_clean_drops_what_cannot_be, test_clean_keeps_each_once_and_in_order, test_clean_small_table
def clean(rows):
    good = [r for r in rows if None not in r and r[0] > 0 and r[1] > 0]
    if not good:
        return torch.empty(0, 2)
    return torch.unique(torch.tensor(good, dtype=torch.float32), dim=0)
