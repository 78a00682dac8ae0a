# title: own class with batch norm and tanh, DataLoader, SGD with momentum

class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(64, 48)
        self.norm = nn.BatchNorm1d(48)
        self.last = nn.Linear(48, 10)

    def forward(self, x):
        return self.last(torch.tanh(self.norm(self.first(x))))


def train_digits(X, y, seed=0):
    from torch.utils.data import DataLoader, TensorDataset

    generator = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    model = Reader()
    loader = DataLoader(
        TensorDataset(X, y), batch_size=50, shuffle=True, drop_last=True, generator=generator
    )
    loss = nn.CrossEntropyLoss(label_smoothing=0.05)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for _ in range(12):
        model.train()
        for pictures, labels in loader:
            optimizer.zero_grad()
            loss(model(pictures), labels).backward()
            optimizer.step()
    return model
