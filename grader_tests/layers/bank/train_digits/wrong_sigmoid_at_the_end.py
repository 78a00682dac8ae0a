# title: sigmoid on the scores
# says: Raw scores may be any number: nothing comes after the last layer.
# fails: test_train_digits_raw_scores

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    m = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10), nn.Sigmoid())
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(20):
        for j in torch.randperm(len(X)).split(32):
            o.zero_grad()
            F.cross_entropy(m(X[j]), y[j]).backward()
            o.step()
    return m
