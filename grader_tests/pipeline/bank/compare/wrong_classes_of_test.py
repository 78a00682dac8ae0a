# title: as many classes as the test rows show
# says: A small test may lack a class. How many there are is for the training rows to say.
# fails: test_compare_measures_seconds
from sklearn.svm import SVC
def compare(X_train, y_train, X_test, y_test, seed=0):
    mean, std = X_train.mean(0), X_train.std(0)
    std[std == 0] = 1
    A, B = (X_train - mean) / std, (X_test - mean) / std
    t = time.perf_counter()
    c = SVC().fit(A.numpy(), y_train.numpy())
    t1 = time.perf_counter()
    torch.manual_seed(seed)
    net = build_model(X_train.shape[1], 128, len(y_test.unique()))
    train(net, A, y_train, epochs=25, lr=3e-3, seed=seed)
    t2 = time.perf_counter()
    return {"classical": float(c.score(B.numpy(), y_test.numpy())), "deep": evaluate(net, B, y_test)["accuracy"], "classical_seconds": t1 - t, "deep_seconds": t2 - t1}
