# title: forks the generator, steps by hand

def train_xor(seed):
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        net = nn.Sequential(nn.Linear(2, 16), nn.Tanh(), nn.Linear(16, 1))
    X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    y = torch.tensor([0, 1, 1, 0.0]).unsqueeze(1)
    for _ in range(1500):
        grads = torch.autograd.grad((net(X) - y).square().mean(), list(net.parameters()))
        with torch.no_grad():
            for p, g in zip(net.parameters(), grads):
                p -= 0.2 * g
    return net
