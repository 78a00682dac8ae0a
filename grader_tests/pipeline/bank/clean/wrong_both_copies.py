# title: drops both of two equal records
# says: Of equal records the first one stays; only its repetitions go.
# fails: test_clean_small_table, test_clean_keeps_each_once_and_in_order
def clean(rows):
    good = [tuple(r) for r in rows if None not in r and r[0] > 0 and r[1] > 0]
    return torch.tensor([r for r in good if good.count(r) == 1], dtype=torch.float32).reshape(-1, 2)
