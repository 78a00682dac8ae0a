# title: a Python list of numbers

def add_traffic(minutes, rush, extra):
    pairs = zip(minutes.tolist(), rush.tolist())
    slower = [m + extra if busy else m for m, busy in pairs]
    return torch.tensor(slower, device=minutes.device)
