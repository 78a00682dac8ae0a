# title: times the making of the models, not the fitting
# says: Making a model takes no time; fitting does. The stopwatch belongs around the fit.
# fails: test_compare_measures_seconds
from sklearn.ensemble import RandomForestClassifier
def compare(X_train, y_train, X_test, y_test, seed=0):
    mean, std = X_train.mean(0), X_train.std(0)
    std[std == 0] = 1
    A, B = (X_train - mean) / std, (X_test - mean) / std
    t = time.perf_counter()
    c = RandomForestClassifier(n_estimators=100, random_state=seed)
    t1 = time.perf_counter()
    torch.manual_seed(seed)
    net = build_model(X_train.shape[1], 128, int(y_train.max()) + 1)
    t2 = time.perf_counter()
    c.fit(A.numpy(), y_train.numpy())
    train(net, A, y_train, epochs=25, lr=3e-3, seed=seed)
    return {"classical": float(c.score(B.numpy(), y_test.numpy())), "deep": evaluate(net, B, y_test)["accuracy"], "classical_seconds": t1 - t, "deep_seconds": t2 - t1}
