# title: another loss, all rows at once

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(64, 100), nn.ReLU(), nn.Linear(100, 10)).to(X.device)
    opt = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(300):
        opt.zero_grad()
        F.multi_margin_loss(net(X), y).backward()
        opt.step()
    return net
