# title: stops one layer too early
# says: The last size is that of the output layer: it needs a layer as well.
# fails: test_make_mlp_of_the_picture, test_make_mlp_relu_between_nothing_after, test_make_mlp_two_sizes, test_make_mlp_new_start_each_time, test_make_mlp_all_of_it_learns

def make_mlp(sizes):
    layers = []
    for i in range(len(sizes) - 2):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        layers.append(nn.ReLU())
    return nn.Sequential(*layers)
