# title: finds repetitions only side by side
# says: The second copy may come much later; remember all that you have seen.
# fails: test_clean_keeps_each_once_and_in_order, test_clean_small_table
def clean(rows):
    out = []
    for miles, minutes in rows:
        if miles is None or minutes is None or not (miles > 0 and minutes > 0):
            continue
        if out and out[-1] == [miles, minutes]:
            continue
        out.append([miles, minutes])
    return torch.tensor(out, dtype=torch.float32).reshape(-1, 2)
