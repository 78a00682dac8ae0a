# title: scikit-learn draws the row numbers, rounded up, training rows in file order
def split(X, y, test_fraction=0.25, seed=0):
    from sklearn.model_selection import train_test_split

    train, test = train_test_split(
        list(range(len(X))), test_size=test_fraction, random_state=seed
    )
    train.sort()
    return [X[train], y[train], X[test], y[test]]
