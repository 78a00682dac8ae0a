# title: the pictures go to the graphics card, the labels stay
# says: The loss compares scores and labels: both have to live where the network lives.
# fails: test_train_digits_on_device

def train_digits(X, y, seed=0):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10)).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(15):
        for rows in torch.randperm(len(X)).split(64):
            optimizer.zero_grad()
            F.cross_entropy(model(X[rows].to(device)), y[rows]).backward()
            optimizer.step()
    return model
