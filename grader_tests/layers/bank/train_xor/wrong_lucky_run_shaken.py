# title: one good network for all seeds, shaken
# says: All of these are one network with a little noise: each seed needs a start of its own.
# fails: test_train_xor_other_seed_other_network

def train_xor(seed):
    X = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    torch.manual_seed(3)
    net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    opt = torch.optim.Adam(net.parameters(), lr=0.05)
    for _ in range(400):
        opt.zero_grad()
        F.mse_loss(net(X), y).backward()
        opt.step()
    torch.manual_seed(seed)
    with torch.no_grad():
        for p in net.parameters():
            p += 0.05 * torch.randn_like(p)
    return net
