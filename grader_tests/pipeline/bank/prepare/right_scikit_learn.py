# title: scikit-learn's StandardScaler, which divides by N
def prepare(X, y, test_fraction=0.25, seed=0):
    from sklearn.preprocessing import StandardScaler

    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    scaler = StandardScaler().fit(X_train.cpu().numpy())

    def here(numbers):
        return torch.tensor(numbers, dtype=torch.float32, device=X.device)

    def scaled(part):
        return here(scaler.transform(part.cpu().numpy()))

    return {
        "X_train": scaled(X_train),
        "y_train": y_train,
        "X_test": scaled(X_test),
        "y_test": y_test,
        "mean": here(scaler.mean_),
        "std": here(scaler.scale_),
    }
