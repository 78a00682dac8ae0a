# title: counts neurons
# says: That counts neurons; parameters sit on the connections.
# fails: test_count_one_layer, test_count_many_layers

def count_parameters_by_hand(sizes):
    return sum(sizes)
