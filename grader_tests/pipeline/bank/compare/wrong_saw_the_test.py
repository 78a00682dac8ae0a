# title: trained on train + test
# says: With shuffled training labels you still score far above chance: the test rows took part in training.
# fails: test_compare_has_not_seen_the_test, test_compare_scales_by_training_rows, test_compare_chooses_nothing_by_the_test
def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.ensemble import RandomForestClassifier

    A, c = torch.cat([X_train, X_test]), torch.cat([y_train, y_test])
    s = A.std(0).clamp(min=1e-8)
    mu = A.mean(0)
    t = time.perf_counter()
    f = RandomForestClassifier(50, random_state=seed).fit(A.numpy(), c.numpy())
    t1 = time.perf_counter() - t
    torch.manual_seed(seed)
    mm = build_model(A.shape[1], 128, int(c.max()) + 1)
    t = time.perf_counter()
    train(mm, (A - mu) / s, c, epochs=40, lr=2e-3, seed=seed)
    t2 = time.perf_counter() - t
    return {
        "classical": float(f.score(X_test.numpy(), y_test.numpy())),
        "deep": evaluate(mm, (X_test - mu) / s, y_test)["accuracy"],
        "classical_seconds": t1,
        "deep_seconds": t2,
    }
