# title: known weights, shaken too much
# says: Shaken a little, the weights are still written down: let training find them from a random start.
# fails: test_train_xor_seeds_0_to_9, test_train_xor_other_seeds, test_train_xor_other_seed_other_network

def train_xor(seed):
    g = torch.Generator().manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    values = [torch.ones(2, 2), torch.tensor([0.0, -1.0]), torch.tensor([[1.0, -2.0]]), torch.zeros(1)]
    with torch.no_grad():
        for p, v in zip(net.parameters(), values):
            p.copy_(v + 0.08 * torch.randn(v.shape, generator=g))
    return net
