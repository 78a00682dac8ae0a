# title: recursion, a Sequential within a Sequential

def make_mlp(sizes):
    first = nn.Linear(sizes[0], sizes[1])
    if len(sizes) == 2:
        return first
    return nn.Sequential(first, nn.ReLU(), make_mlp(sizes[1:]))
