# title: one fixed permutation, turned by the seed
# says: Ten seeds apart the same rows are drawn again, and one draw is the other one moved on: let the seed start the generator.
# fails: test_split_draws_by_chance
def split(X, y, test_fraction=0.25, seed=0):
    p = torch.randperm(len(X), generator=torch.Generator().manual_seed(0))
    p = torch.roll(p, seed % 10)
    k = round(test_fraction * len(X))
    return X[p[k:]], y[p[k:]], X[p[:k]], y[p[:k]]
