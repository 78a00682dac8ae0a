# title: trains once and returns that network for every seed
# says: What is kept from the first call has the first call's seed.
# fails: test_train_xor_other_seed_other_network

_trained = {}
def train_xor(seed):
    if "net" in _trained:
        return _trained["net"]
    torch.manual_seed(seed)
    X = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1))
    opt = torch.optim.Adam(net.parameters(), lr=0.05)
    for _ in range(400):
        opt.zero_grad()
        F.mse_loss(net(X), y).backward()
        opt.step()
    _trained["net"] = net
    return net
