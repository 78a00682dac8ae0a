# title: scales by the smallest and the largest value
# says: The scale is made of mean and standard deviation, not of the two extremes.
# fails: test_prepare_scales_by_its_statistics, test_prepare_learns_from_the_training_rows, test_prepare_one_scale_for_both_sides

def prepare(X, y, test_fraction=0.25, seed=0):
    a, b, c, d = split(X, y, test_fraction, seed)
    low = a.min(0).values
    gap = a.max(0).values - low
    gap = torch.where(gap == 0, torch.ones_like(gap), gap)
    return {"X_train": (a - low) / gap, "y_train": b, "X_test": (c - low) / gap, "y_test": d, "mean": low, "std": gap}
