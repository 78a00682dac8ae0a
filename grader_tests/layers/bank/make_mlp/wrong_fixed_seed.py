# title: fixes the seed inside
# says: Each call should give a new start: do not set a seed inside.
# fails: test_make_mlp_new_start_each_time

def make_mlp(sizes):
    torch.manual_seed(0)
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
