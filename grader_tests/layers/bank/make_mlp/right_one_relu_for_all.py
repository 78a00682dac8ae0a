# title: one ReLU object in all places
from collections import OrderedDict
def make_mlp(sizes):
    relu = nn.ReLU()
    parts = OrderedDict()
    for i, (a, b) in enumerate(zip(sizes, sizes[1:])):
        if i:
            parts[f"relu{i}"] = relu
        parts[f"linear{i}"] = nn.Linear(a, b)
    return nn.Sequential(parts)
