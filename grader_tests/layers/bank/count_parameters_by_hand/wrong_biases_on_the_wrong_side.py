# title: as many biases as inputs in each layer
# says: The biases belong to the neurons of a layer, not to what comes in.
# fails: test_count_one_layer, test_count_many_layers

def count_parameters_by_hand(sizes):
    return sum((b + 1) * a for a, b in zip(sizes, sizes[1:]))
