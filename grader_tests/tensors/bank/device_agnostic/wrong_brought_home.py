# title: brings data from the card to the CPU first
# says: The result must stay where X is; what can be done on the CPU can be done on the card.
# fails: test_append_ones_on_device

def pick_device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def append_ones(X):
    if X.is_cuda:
        X = X.cpu()
    return torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
