# title: sixteen ReLUs, raw scores with a logistic loss, one row at a time

def train_xor(seed):
    torch.manual_seed(seed)
    rows = [((0.0, 0.0), 0.0), ((0.0, 1.0), 1.0), ((1.0, 0.0), 1.0), ((1.0, 1.0), 0.0)]
    net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Linear(16, 1))
    loss = nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=0.03)
    for _ in range(120):
        for i in torch.randperm(4).tolist():
            x, y = torch.tensor([rows[i][0]]), torch.tensor([[rows[i][1]]])
            optimizer.zero_grad()
            loss(net(x), y).backward()
            optimizer.step()
    return net
