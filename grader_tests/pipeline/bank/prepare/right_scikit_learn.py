# title: scikit-learn's StandardScaler, which divides by N
def prepare(X, y, test_fraction=0.25, seed=0):
    from sklearn.preprocessing import StandardScaler

    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    scaler = StandardScaler().fit(X_train.numpy())

    def scaled(part):
        return torch.tensor(scaler.transform(part.numpy()), dtype=torch.float32)

    return {
        "X_train": scaled(X_train),
        "y_train": y_train,
        "X_test": scaled(X_test),
        "y_test": y_test,
        "mean": torch.tensor(scaler.mean_, dtype=torch.float32),
        "std": torch.tensor(scaler.scale_, dtype=torch.float32),
    }
