# title: takes the share of one row, and tests nothing
# says: The share is one of all rows: multiply it by their number.
# fails: test_digits_form, test_digits_other_fractions, test_digits_drawn_one_by_one, test_digits_seed_decides

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X = torch.tensor(d.data / 16, dtype=torch.float32)
    y = torch.tensor(d.target, dtype=torch.int64)
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    k = round(test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
