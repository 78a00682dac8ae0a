# title: a Python list of numbers

def add_traffic(minutes, rush, extra):
    pairs = zip(minutes.tolist(), rush.tolist())
    return torch.tensor([m + extra if busy else m for m, busy in pairs])
