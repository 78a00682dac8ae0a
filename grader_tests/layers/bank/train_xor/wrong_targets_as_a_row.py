# title: targets of shape (4,)
# says: A column minus a row is a table: all answers become the average, 0.5.
# fails: test_train_xor_seeds_0_to_9, test_train_xor_other_seeds

def train_xor(seed):
    import warnings

    warnings.filterwarnings("ignore")
    torch.manual_seed(seed)
    X = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    Y = torch.tensor([0.0, 1, 1, 0])
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    for _ in range(150):
        optimizer.zero_grad()
        F.mse_loss(model(X), Y).backward()
        optimizer.step()
    return model
