# title: tanh instead of ReLU
# says: The activation between the layers should be ReLU here.
# fails: test_make_mlp_relu_between_nothing_after

def make_mlp(sizes):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.Tanh()]
    return nn.Sequential(*layers[:-1])
