# title: seeds after the network is made
# says: The start was drawn before the seed was set, so the result cannot be repeated.
# fails: test_train_digits_seed_decides

def train_digits(X, y, seed=0):
    m = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    torch.manual_seed(seed)
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(15):
        for j in torch.randperm(len(X)).split(64):
            o.zero_grad()
            F.cross_entropy(m(X[j]), y[j]).backward()
            o.step()
    return m
