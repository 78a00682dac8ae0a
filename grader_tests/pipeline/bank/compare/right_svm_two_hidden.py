# title: SVM pipeline against a two-hidden-layer MLP subclass
class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in, *hidden]
        self.hidden = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.last = nn.Linear(sizes[-1], n_out)

    def forward(self, x):
        for layer in self.hidden:
            x = F.relu(layer(x))
        return self.last(x)


def compare(X_train, y_train, X_test, y_test, seed=0):
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    t = time.perf_counter()
    c = make_pipeline(StandardScaler(), SVC()).fit(X_train.numpy(), y_train.numpy())
    t1 = time.perf_counter() - t
    k = int(y_train.max()) + 1
    torch.manual_seed(seed)
    m, s = X_train.mean(0), X_train.std(0).clamp(min=1e-6)
    net = MLP(X_train.shape[1], [128, 64], k)
    t = time.perf_counter()
    train(net, (X_train - m) / s, y_train, 30, 2e-3, 32, seed)
    t2 = time.perf_counter() - t
    return dict(
        classical=float(c.score(X_test.numpy(), y_test.numpy())),
        deep=evaluate(net, (X_test - m) / s, y_test)["accuracy"],
        classical_seconds=t1,
        deep_seconds=t2,
    )
