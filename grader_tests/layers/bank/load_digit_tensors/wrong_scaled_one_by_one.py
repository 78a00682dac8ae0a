# title: each picture divided by its own maximum
# says: Divide all pictures by the same number, or pale ink looks like dark ink.
# fails: test_digits_keep_their_labels, test_digits_nothing_lost_nothing_twice, test_digits_seed_decides, test_digits_drawn_one_by_one

def load_digit_tensors(test_fraction=0.25, seed=0):
    d = load_digits()
    X, y = torch.tensor(d.data, dtype=torch.float32), torch.tensor(d.target)
    X = X / X.max(dim=1, keepdim=True).values
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(seed))
    k = round(len(X) * test_fraction)
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
