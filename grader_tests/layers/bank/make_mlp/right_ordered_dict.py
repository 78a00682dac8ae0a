# title: OrderedDict with names

def make_mlp(sizes):
    from collections import OrderedDict

    d = OrderedDict()
    for i, (p, q) in enumerate(zip(sizes[:-1], sizes[1:])):
        if i:
            d[f"relu{i}"] = nn.ReLU(inplace=True)
        d[f"fc{i}"] = nn.Linear(p, q)
    return nn.Sequential(d)
