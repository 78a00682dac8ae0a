# title: what was seen in an earlier call counts as sent twice
# says: The set outlives the call, so the same log comes back empty the second time. Make it inside.
# fails: test_clean_keeps_each_once_and_in_order
# may_fail: test_clean_small_table
_seen = set()
def clean(rows):
    kept = []
    for m, t in rows:
        if m is None or t is None or not (m > 0 and t > 0) or (m, t) in _seen:
            continue
        _seen.add((m, t))
        kept.append([m, t])
    return torch.tensor(kept, dtype=torch.float32).reshape(-1, 2)
