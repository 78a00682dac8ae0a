# title: parameters frozen
# says: A network whose parameters are frozen cannot learn.
# fails: test_make_mlp_of_the_picture, test_make_mlp_all_of_it_learns

def make_mlp(sizes):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers[:-1]).requires_grad_(False)
