# title: known weights with a little noise instead of a training
# says: Shaken a little, the weights are still written down: let training find them from a random start.
# fails: test_train_xor_other_seed_other_network

def train_xor(seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    with torch.no_grad():
        net[0].weight.copy_(torch.ones(2, 2) + 0.01 * torch.randn(2, 2))
        net[0].bias.copy_(torch.tensor([0.0, -1.0]) + 0.01 * torch.randn(2))
        net[2].weight.copy_(torch.tensor([[1.0, -2.0]]))
        net[2].bias.fill_(0.0)
    return net
