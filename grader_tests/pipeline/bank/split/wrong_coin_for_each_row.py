# title: tosses a coin for each row
# says: With a coin for each row the size of the test is left to chance; cut a permutation instead.
# fails: test_split_each_row_once, test_split_uses_the_fraction, test_split_draws_by_chance

def split(X, y, test_fraction=0.25, seed=0):
    g = torch.Generator().manual_seed(seed)
    mask = (torch.rand(len(X), generator=g) < test_fraction).to(X.device)
    return X[~mask], y[~mask], X[mask], y[mask]
