# title: inputs get a bias too
# says: Inputs are just numbers that come in; they have no bias.
# fails: test_count_one_layer, test_count_many_layers

def count_parameters_by_hand(sizes):
    weights = sum(a * b for a, b in zip(sizes, sizes[1:]))
    return weights + sum(sizes)
