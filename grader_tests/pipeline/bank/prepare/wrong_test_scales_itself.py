# title: test set scaled with its own statistics
# says: Scale the test set with the TRAINING mean and std: one new customer has no mean of their own.
# fails: test_prepare_one_scale_for_both_sides, test_prepare_constant_column
def prepare(X, y, test_fraction=0.25, seed=0):
    a, c, b, e = split(X, y, test_fraction, seed)

    def f(t):
        return (t - t.mean(0)) / t.std(0).clamp(min=1e-8)

    return {
        "X_train": f(a),
        "y_train": c,
        "X_test": f(b),
        "y_test": e,
        "mean": a.mean(0),
        "std": a.std(0).clamp(min=1e-8),
    }
