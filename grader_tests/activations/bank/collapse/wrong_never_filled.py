# title: a new layer with random numbers
# says: The sizes are right, but the numbers in it are still random.
# fails: test_collapse_small_layers, test_collapse_different_sizes, test_collapse_square_layers, test_collapse_on_device

def collapse(l1, l2):
    one = nn.Linear(l1.in_features, l2.out_features)
    weight = l2.weight @ l1.weight
    bias = l2.weight @ l1.bias + l2.bias
    return one
