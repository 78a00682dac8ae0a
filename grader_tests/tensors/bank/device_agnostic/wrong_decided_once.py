# title: decided once, when the cell is run
# says: Ask for a graphics card inside the function, whenever it is called; an old answer or none leaves the card idle.
# fails: test_pick_device_with_and_without_card

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def pick_device():
    return DEVICE


def append_ones(X):
    return torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
