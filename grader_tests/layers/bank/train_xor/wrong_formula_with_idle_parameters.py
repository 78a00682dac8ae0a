# title: a formula beside a layer without effect
# says: The formula knows the answer already, and the layer has no part in it.
# fails: test_train_xor_other_seed_other_network

class _Net(nn.Module):
    def __init__(self, seed):
        super().__init__()
        torch.manual_seed(seed)
        self.layer = nn.Linear(2, 16)
        self.scale = nn.Parameter(0.5 + torch.rand(1))

    def forward(self, x):
        return self.scale * (x[:, :1] - x[:, 1:]).abs() + 0 * self.layer(x).sum(1, keepdim=True) + 0.01


def train_xor(seed):
    return _Net(seed)
