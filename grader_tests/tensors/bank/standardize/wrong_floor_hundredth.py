# title: takes a small std for none
# says: Which size is small depends on the unit: only a std of exactly 0 cannot divide.
# fails: test_standardize_four_scales
def standardize(X):
    mean, std = X.mean(0), X.std(0)
    std = torch.where(std < 0.01, torch.ones_like(std), std)
    return (X - mean) / std, mean, std
