# title: squeezes to 0..1
# says: That is min-max scaling; subtract the mean and divide by the standard deviation.
# fails: test_standardize_two_columns, test_standardize_four_scales, test_standardize_constant_column, test_standardize_leaves_its_input

def standardize(X):
    low, high = X.min(dim=0).values, X.max(dim=0).values
    width = torch.where(high > low, high - low, torch.ones_like(low))
    return (X - low) / width, X.mean(dim=0), X.std(dim=0)
