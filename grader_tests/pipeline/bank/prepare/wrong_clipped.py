# title: cuts off what lies beyond three deviations
# says: Nobody asked to cut off what lies far out: (X - mean) / std may be any number.
# fails: test_prepare_one_scale_for_both_sides
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = X_train.mean(0), X_train.std(0)
    std[std == 0] = 1
    z = lambda t: ((t - mean) / std).clamp(-3, 3)
    return {"X_train": z(X_train), "y_train": y_train, "X_test": z(X_test), "y_test": y_test, "mean": mean, "std": std}
