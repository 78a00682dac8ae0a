# title: a learning rate far too small
# says: The network has hardly moved from its start.
# fails: test_train_xor_seeds_0_to_9, test_train_xor_other_seeds

def train_xor(seed):
    torch.manual_seed(seed)
    X = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    Y = torch.tensor([[0.0], [1], [1], [0]])
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
    for _ in range(200):
        optimizer.zero_grad()
        F.mse_loss(model(X), Y).backward()
        optimizer.step()
    return model
