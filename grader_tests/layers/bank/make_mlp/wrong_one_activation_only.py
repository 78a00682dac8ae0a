# title: one activation for the whole network
# says: There is an activation between any two layers, not only after the first.
# fails: test_make_mlp_relu_between_nothing_after

def make_mlp(sizes):
    layers = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]
    if len(layers) > 1:
        layers.insert(1, nn.ReLU())
    return nn.Sequential(*layers)
