# title: no activation
# says: All four answers are near 0.5: without an activation that is the best a line can do.
# fails: test_train_xor_seeds_0_to_9, test_train_xor_other_seeds, test_train_xor_other_seed_other_network

def train_xor(seed):
    X = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    Y = torch.tensor([[0.0], [1], [1], [0]])
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(2, 8), nn.Linear(8, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(200):
        optimizer.zero_grad()
        F.mse_loss(model(X), Y).backward()
        optimizer.step()
    return model
