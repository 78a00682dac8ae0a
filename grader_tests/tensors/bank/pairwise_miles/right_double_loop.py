# title: double loop

def pairwise_miles(a, b):
    return torch.tensor([[float(((p - q) ** 2).sum() ** 0.5) for q in b] for p in a])
