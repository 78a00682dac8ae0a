# title: the network gets raw columns
# says: With grams instead of kilograms your network hears one column only; scale first.
# fails: test_compare_other_units, test_compare_wine
def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.ensemble import RandomForestClassifier

    t = time.perf_counter()
    forest = RandomForestClassifier(50, random_state=seed)
    forest.fit(X_train.numpy(), y_train.numpy())
    t1 = time.perf_counter() - t

    torch.manual_seed(seed)
    net = build_model(X_train.shape[1], 128, int(y_train.max()) + 1)
    t = time.perf_counter()
    train(net, X_train, y_train, epochs=20, lr=2e-3, seed=seed)
    t2 = time.perf_counter() - t
    return {
        "classical": float(forest.score(X_test.numpy(), y_test.numpy())),
        "deep": evaluate(net, X_test, y_test)["accuracy"],
        "classical_seconds": t1,
        "deep_seconds": t2,
    }
