# title: accuracy on the training rows
# says: That is how well they remember; ask them about rows that they have not seen.
# fails: test_compare_has_not_seen_the_test, test_compare_chooses_nothing_by_the_test
def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.ensemble import RandomForestClassifier

    t = time.perf_counter()
    forest = RandomForestClassifier(50, random_state=seed)
    forest.fit(X_train.numpy(), y_train.numpy())
    t1 = time.perf_counter() - t

    mean, std = X_train.mean(0), X_train.std(0).clamp(min=1e-8)
    torch.manual_seed(seed)
    net = build_model(X_train.shape[1], 128, int(y_train.max()) + 1)
    t = time.perf_counter()
    train(net, (X_train - mean) / std, y_train, epochs=20, lr=2e-3, seed=seed)
    t2 = time.perf_counter() - t
    return {
        "classical": float(forest.score(X_train.numpy(), y_train.numpy())),
        "deep": evaluate(net, (X_train - mean) / std, y_train)["accuracy"],
        "classical_seconds": t1,
        "deep_seconds": t2,
    }
