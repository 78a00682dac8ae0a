# title: always the same seed
# says: The seed that is passed in is not the one that is used.
# fails: test_train_digits_seed_decides

def train_digits(X, y, seed=0):
    torch.manual_seed(0)
    m = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(15):
        for j in torch.randperm(len(X)).split(64):
            o.zero_grad()
            F.cross_entropy(m(X[j]), y[j]).backward()
            o.step()
    return m
