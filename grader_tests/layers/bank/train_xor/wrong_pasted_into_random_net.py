# title: known weights among many small random ones
# says: The neurons that answer are written down, and the others say next to nothing.
# fails: test_train_xor_other_seed_other_network

def train_xor(seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1))
    with torch.no_grad():
        net[2].weight.mul_(0.05)
        net[0].weight[:2] = 1.0
        net[0].bias[:2] = torch.tensor([0.0, -1.0])
        net[2].weight[0, :2] = torch.tensor([1.0, -2.0])
        net[2].bias.zero_()
    return net
