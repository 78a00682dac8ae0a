# title: order lost by set()
# says: set() and torch.unique lose the order of the rows; keep first appearances in order.
# fails: test_clean_drops_what_cannot_be, test_clean_keeps_each_once_and_in_order, test_clean_small_table
def clean(rows):
    kept = sorted(
        {(d, m) for d, m in rows if d is not None and m is not None and d > 0 and m > 0}
    )
    return torch.tensor(kept, dtype=torch.float32).reshape(-1, 2)
