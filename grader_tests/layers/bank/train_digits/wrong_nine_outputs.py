# title: as many scores as the highest label
# says: The labels 0 to 9 are ten digits: the network needs ten scores.
# fails: test_train_digits_reads_new_pictures, test_train_digits_another_split, test_train_digits_raw_scores, test_train_digits_has_a_hidden_layer, test_train_digits_learns_from_its_arguments, test_train_digits_seed_decides

def train_digits(X, y, seed=0):
    torch.manual_seed(seed)
    keep = y < 9
    X, y = X[keep], y[keep]
    m = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 9))
    o = torch.optim.Adam(m.parameters(), lr=1e-2)
    for _ in range(10):
        for j in torch.randperm(len(X)).split(64):
            o.zero_grad()
            F.cross_entropy(m(X[j]), y[j]).backward()
            o.step()
    return m
