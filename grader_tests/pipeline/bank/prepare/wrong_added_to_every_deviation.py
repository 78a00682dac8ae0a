# title: adds a hundredth to every deviation
# says: What you add to be safe changes the columns with a small deviation; replace zeros only.
# fails: test_prepare_learns_from_the_training_rows, test_prepare_one_scale_for_both_sides

def prepare(X, y, test_fraction=0.25, seed=0):
    a, b, c, d = split(X, y, test_fraction, seed)
    mean, std = a.mean(0), a.std(0) + 0.01
    return {"X_train": (a - mean) / std, "y_train": b, "X_test": (c - mean) / std, "y_test": d, "mean": mean, "std": std}
