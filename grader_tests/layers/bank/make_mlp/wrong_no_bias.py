# title: layers without biases
# says: A neuron has a bias besides its weights.
# fails: test_make_mlp_of_the_picture, test_make_mlp_relu_between_nothing_after, test_make_mlp_two_sizes, test_make_mlp_all_of_it_learns

def make_mlp(sizes):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b, bias=False), nn.ReLU()]
    return nn.Sequential(*layers[:-1])
