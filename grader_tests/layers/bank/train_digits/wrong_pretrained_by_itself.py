# title: trains on the whole data set first
# says: It has seen the true labels before it sees yours.
# fails: test_train_digits_learns_from_its_arguments

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    d = load_digits()
    P = torch.tensor(d.data / 16, dtype=torch.float32, device=X.device)
    t = torch.tensor(d.target, dtype=torch.int64, device=X.device)
    net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).to(X.device)
    opt = torch.optim.Adam(net.parameters(), lr=3e-3)
    for a, b, epochs in ((P, t, 20), (X, y, 2)):
        for _ in range(epochs):
            for i in torch.randperm(len(a), device=X.device).split(64):
                opt.zero_grad()
                F.cross_entropy(net(a[i]), b[i]).backward()
                opt.step()
    return net
