# title: one bias for a whole layer
# says: Every neuron has a bias of its own, not every layer.
# fails: test_count_one_layer, test_count_many_layers

def count_parameters_by_hand(sizes):
    total = 0
    for a, b in zip(sizes, sizes[1:]):
        total += a * b + 1
    return total
