# title: keeps its layers in a default argument
# says: A default list is made once, and still holds the layers of the call before.
# fails: test_make_mlp_of_the_picture, test_make_mlp_relu_between_nothing_after, test_make_mlp_two_sizes, test_make_mlp_new_start_each_time, test_make_mlp_all_of_it_learns, test_make_mlp_on_device

def make_mlp(sizes, layers=[]):
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)
