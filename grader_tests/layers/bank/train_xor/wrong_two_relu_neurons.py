# title: two hidden ReLU neurons
# says: Three of four starts end in a dead end: make the hidden layer wider, or try again.
# fails: test_train_xor_seeds_0_to_9, test_train_xor_other_seeds

def train_xor(seed):
    torch.manual_seed(seed)
    X = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    Y = torch.tensor([[0.0], [1], [1], [0]])
    model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(200):
        optimizer.zero_grad()
        F.mse_loss(model(X), Y).backward()
        optimizer.step()
    return model
