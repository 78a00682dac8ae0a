# title: is_available without parentheses
# says: A function counts as true even when its answer is no; call it with parentheses.
# fails: test_pick_device_works_here, test_pick_device_with_and_without_card

def pick_device():
    return "cuda" if torch.cuda.is_available else "cpu"


def append_ones(X):
    return torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
