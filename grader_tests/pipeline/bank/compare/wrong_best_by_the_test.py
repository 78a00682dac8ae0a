# title: keeps the best epoch by the test
# says: Whatever is chosen by the test rows has been fitted to them.
# fails: test_compare_chooses_nothing_by_the_test

def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.ensemble import RandomForestClassifier
    t = time.perf_counter()
    rf = RandomForestClassifier(random_state=seed).fit(X_train.numpy(), y_train.numpy())
    t1 = time.perf_counter() - t
    mean, std = X_train.mean(0), X_train.std(0)
    std[std == 0] = 1
    A, B = (X_train - mean) / std, (X_test - mean) / std
    best = 0.0
    t = time.perf_counter()
    for s in range(3):
        torch.manual_seed(seed + s)
        net = nn.Sequential(nn.Linear(A.shape[1], 128), nn.ReLU(), nn.Linear(128, int(y_train.max()) + 1))
        for _ in range(8):
            train(net, A, y_train, epochs=2, lr=3e-3, seed=seed + s)
            best = max(best, evaluate(net, B, y_test)["accuracy"])
    t2 = time.perf_counter() - t
    return {"classical": rf.score(X_test.numpy(), y_test.numpy()), "deep": best, "classical_seconds": t1, "deep_seconds": t2}
