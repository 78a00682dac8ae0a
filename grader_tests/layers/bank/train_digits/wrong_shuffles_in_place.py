# title: shuffles the caller's rows in place
# says: Shuffle row numbers, not the rows: X and y belong to the caller.
# fails: test_train_digits_seed_decides

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    p = torch.randperm(len(X)).to(X.device)
    X.copy_(X[p])
    y.copy_(y[p])
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).to(X.device)
    opt = torch.optim.Adam(net.parameters(), lr=3e-3)
    for _ in range(20):
        for i in range(0, len(X), 64):
            opt.zero_grad()
            F.cross_entropy(net(X[i:i + 64]), y[i:i + 64]).backward()
            opt.step()
    return net
