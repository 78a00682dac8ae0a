# title: mean and deviation are copied into tensors on the CPU
# says: torch.zeros makes its numbers on the CPU. Let the statistics stay where the rows are.
# fails: test_prepare_on_device
def prepare(X, y, test_fraction=0.25, seed=0):
    X_train, y_train, X_test, y_test = split(X, y, test_fraction, seed)
    mean, std = torch.zeros(X.shape[1]), torch.ones(X.shape[1])
    for column in range(X.shape[1]):
        mean[column] = X_train[:, column].mean()
        if X_train[:, column].std() > 0:
            std[column] = X_train[:, column].std()
    return {
        "X_train": (X_train - mean) / std,
        "y_train": y_train,
        "X_test": (X_test - mean) / std,
        "y_test": y_test,
        "mean": mean,
        "std": std,
    }
