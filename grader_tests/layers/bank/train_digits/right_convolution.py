# title: a small convolution and a DataLoader
from torch.utils.data import DataLoader, TensorDataset
def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(512, 10))
    loader = DataLoader(TensorDataset(X.cpu(), y.cpu()), batch_size=64, shuffle=True, generator=torch.Generator().manual_seed(seed))
    opt = torch.optim.AdamW(net.parameters(), lr=3e-3)
    for _ in range(10):
        for xb, yb in loader:
            opt.zero_grad(set_to_none=True)
            F.cross_entropy(net(xb), yb).backward()
            opt.step()
    return net.to(X.device)
