# title: activation before the first layer
# says: The inputs come in as they are: the activation stands between two layers.
# fails: test_make_mlp_relu_between_nothing_after, test_make_mlp_two_sizes

def make_mlp(sizes):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.ReLU(), nn.Linear(a, b)]
    return nn.Sequential(*layers)
