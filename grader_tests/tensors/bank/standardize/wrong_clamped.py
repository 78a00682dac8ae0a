# title: std at least 1
# says: clamp(min=1) also changes columns whose honest std is small; guard only the zero.
# fails: test_standardize_four_scales

def standardize(X):
    mean, std = X.mean(dim=0), X.std(dim=0)
    return (X - mean) / std.clamp(min=1.0), mean, std
