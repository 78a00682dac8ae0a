# title: ReLU after the first layer in any case
# says: With two sizes the first layer is also the last one.
# fails: test_make_mlp_two_sizes

def make_mlp(sizes):
    layers = [nn.Linear(sizes[0], sizes[1]), nn.ReLU()]
    for i in range(1, len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)
