# title: clips what lies beyond three standard deviations
# says: An unusual order stays unusual: nothing is cut off.
# fails: test_standardize_four_scales
# may_fail: test_standardize_constant_column, test_standardize_leaves_its_input
def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    std[std == 0] = 1
    return ((X - mean) / std).clamp(-3, 3), mean, std
