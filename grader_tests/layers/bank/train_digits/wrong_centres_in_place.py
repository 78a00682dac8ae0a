# title: shifts the pixels of the caller
# says: The pictures belong to the caller: they are changed after the call.
# fails: test_train_digits_seed_decides

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    middle = X.mean(0)
    X -= middle
    m = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(15):
        for j in torch.randperm(len(X)).split(64):
            o.zero_grad()
            F.cross_entropy(m(X[j]), y[j]).backward()
            o.step()
    with torch.no_grad():
        m[0].bias -= m[0].weight @ middle
    return m
