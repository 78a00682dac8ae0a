# title: scikit-learn, stratified, with a scaler of numpy's numbers
def prepare(X, y, test_fraction=0.25, seed=0):
    from sklearn.model_selection import train_test_split

    A, B, a, b = train_test_split(
        X.cpu().numpy(), y.cpu().numpy(), test_size=test_fraction, random_state=seed, stratify=y.cpu()
    )
    mean, std = A.mean(axis=0), A.std(axis=0, ddof=1)
    std[std == 0] = 1
    parts = {"X_train": (A - mean) / std, "X_test": (B - mean) / std, "y_train": a, "y_test": b}
    return {k: torch.from_numpy(v).to(X.device) for k, v in dict(parts, mean=mean, std=std).items()}
