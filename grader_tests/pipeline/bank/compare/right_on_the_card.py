# title: the network trains and answers on a graphics card where there is one
def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    start = time.perf_counter()
    classical = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    classical.fit(X_train.numpy(), y_train.numpy())
    middle = time.perf_counter()
    torch.manual_seed(seed)
    mean, std = X_train.mean(dim=0), X_train.std(dim=0).clamp(min=1e-6)
    Z, labels = ((X_train - mean) / std).to(device), y_train.to(device)
    classes = int(y_train.max()) + 1
    net = nn.Sequential(nn.Linear(Z.shape[1], 128), nn.ReLU(), nn.Linear(128, classes)).to(device)
    optimizer = torch.optim.Adam(net.parameters(), lr=2e-3)
    for _ in range(30):
        for rows in torch.randperm(len(Z)).split(64):
            optimizer.zero_grad()
            F.cross_entropy(net(Z[rows]), labels[rows]).backward()
            optimizer.step()
    end = time.perf_counter()
    with torch.no_grad():
        guesses = net(((X_test - mean) / std).to(device)).argmax(dim=1)
    return {
        "classical": float(classical.score(X_test.numpy(), y_test.numpy())),
        "deep": (guesses.cpu() == y_test).float().mean().item(),
        "classical_seconds": middle - start,
        "deep_seconds": end - middle,
    }
