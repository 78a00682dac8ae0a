# title: Xavier weights and zero biases
# says: PyTorch's usual start was asked for: nn.Linear draws its numbers by itself.
# fails: test_make_mlp_new_start_each_time

def make_mlp(sizes):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layer = nn.Linear(a, b)
        nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)
        layers += [layer, nn.ReLU()]
    return nn.Sequential(*layers[:-1])
