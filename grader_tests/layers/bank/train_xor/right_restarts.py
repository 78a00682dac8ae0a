# title: restarts until solved, SGD, sigmoid output with BCE

def train_xor(seed):
    X = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    Y = torch.tensor([[0.0], [1], [1], [0]])
    for k in range(20):
        torch.manual_seed(seed * 100 + k)
        m = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1), nn.Sigmoid())
        o = torch.optim.SGD(m.parameters(), lr=1.0, momentum=0.9)
        for _ in range(300):
            o.zero_grad()
            F.binary_cross_entropy(m(X), Y).backward()
            o.step()
        if ((m(X) > 0.5).float() == Y).all():
            return m
    return m
