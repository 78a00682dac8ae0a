# title: scales with the mean and spread of the batch
# says: What it says about a picture depends on the pictures beside it: keep the statistics of the training data.
# fails: test_train_digits_raw_scores

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b = nn.Linear(64, 64), nn.Linear(64, 10)

    def forward(self, x):
        x = (x - x.mean(0)) / (x.std(0) + 1e-3)
        return self.b(torch.relu(self.a(x)))


def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    net = _Net().to(X.device)
    opt = torch.optim.Adam(net.parameters(), lr=3e-3)
    for _ in range(150):
        opt.zero_grad()
        F.cross_entropy(net(X), y).backward()
        opt.step()
    return net
