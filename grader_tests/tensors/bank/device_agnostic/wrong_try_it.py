# title: tries a tensor out instead of asking
# says: Ask PyTorch whether there is a card: trying it out costs time and memory, and fails for other reasons too.
# fails: test_pick_device_with_and_without_card
def pick_device():
    try:
        torch.zeros(1).cuda()
        return "cuda"
    except (AssertionError, RuntimeError):
        return "cpu"
def append_ones(X):
    return F.pad(X, (0, 1), value=1)
