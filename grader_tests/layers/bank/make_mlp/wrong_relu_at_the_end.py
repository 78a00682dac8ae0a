# title: ReLU after the last layer too
# says: The outputs may have to be negative: nothing comes after the last layer.
# fails: test_make_mlp_relu_between_nothing_after, test_make_mlp_two_sizes

def make_mlp(sizes):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers.append(nn.Linear(a, b))
        layers.append(nn.ReLU())
    return nn.Sequential(*layers)
