# title: scaled to 0..1, in mini-batches, with AdamW

def fit_curve(x, y):
    low, high, top = x.min(), x.max(), y.max()
    net = nn.Sequential(nn.Linear(1, 32), nn.LeakyReLU(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 1))
    data = torch.utils.data.TensorDataset(2 * (x - low) / (high - low) - 1, y / top)
    loader = torch.utils.data.DataLoader(data, batch_size=16, shuffle=True)
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.005)
    for _ in range(150):
        for inputs, targets in loader:
            optimizer.zero_grad()
            F.mse_loss(net(inputs), targets).backward()
            optimizer.step()

    @torch.no_grad()
    def answer(q):
        return top * net(2 * (q - low) / (high - low) - 1)

    return answer
