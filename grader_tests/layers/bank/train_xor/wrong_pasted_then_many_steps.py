# title: known weights, shaken and then trained
# says: Training that starts from the solution has nothing to find: start from random numbers.
# fails: test_train_xor_other_seed_other_network

def train_xor(seed):
    g = torch.Generator().manual_seed(seed)
    X = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    values = [torch.ones(2, 2), torch.tensor([0.0, -1.0]), torch.tensor([[1.0, -2.0]]), torch.zeros(1)]
    with torch.no_grad():
        for p, v in zip(net.parameters(), values):
            p.copy_(v + 0.1 * torch.randn(v.shape, generator=g))
    opt = torch.optim.Adam(net.parameters(), lr=0.05)
    for _ in range(300):
        opt.zero_grad()
        F.mse_loss(net(X), y).backward()
        opt.step()
    return net
