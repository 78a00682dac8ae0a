# title: logistic regression against batch normalisation, dropout and momentum
def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    begin = time.time()
    classical = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    classical.fit(X_train.numpy(), y_train.numpy())
    middle = time.time()
    torch.manual_seed(seed)
    width, classes = X_train.shape[1], len(y_train.unique())
    net = nn.Sequential(
        nn.BatchNorm1d(width, momentum=None),
        nn.Linear(width, 96),
        nn.GELU(),
        nn.Dropout(0.1),
        nn.Linear(96, classes),
    )
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
    net.train()
    for _ in range(30):
        for rows in torch.randperm(len(X_train)).split(50):
            optimizer.zero_grad()
            F.cross_entropy(net(X_train[rows]), y_train[rows]).backward()
            optimizer.step()
    end = time.time()
    net.eval()
    with torch.no_grad():
        guesses = net(X_test).argmax(1)
    return {
        "classical": np.mean(classical.predict(X_test.numpy()) == y_test.numpy()),
        "deep": (guesses == y_test).double().mean(),
        "classical_seconds": max(middle - begin, 1e-4),
        "deep_seconds": end - middle,
        "models": ["logistic regression", "network"],
    }
