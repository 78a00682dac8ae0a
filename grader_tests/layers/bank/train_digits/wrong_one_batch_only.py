# title: trains on the first batch over and over
# says: Most of the pictures are never used.
# fails: test_train_digits_reads_new_pictures, test_train_digits_another_split

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    m = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(300):
        o.zero_grad()
        F.cross_entropy(m(X[:64]), y[:64]).backward()
        o.step()
    return m
