# title: trains on a graphics card where there is one, batch by batch

def train_digits(X, y, seed=0):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10)).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(15):
        for rows in torch.randperm(len(X)).split(64):
            optimizer.zero_grad()
            scores = model(X[rows].to(device))
            F.cross_entropy(scores, y[rows].to(device)).backward()
            optimizer.step()
    return model.cpu()
