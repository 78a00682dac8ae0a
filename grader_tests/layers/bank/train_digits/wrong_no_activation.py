# title: no activation
# says: It reads well, but it is one linear layer in disguise.
# fails: test_train_digits_has_a_hidden_layer

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    m = nn.Sequential(nn.Linear(64, 32), nn.Linear(32, 10))
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(15):
        for j in torch.randperm(len(X)).split(64):
            o.zero_grad()
            F.cross_entropy(m(X[j]), y[j]).backward()
            o.step()
    return m
