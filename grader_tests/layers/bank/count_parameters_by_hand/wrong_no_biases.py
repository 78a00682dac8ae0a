# title: forgets the biases
# says: Each neuron has a bias besides its weights.
# fails: test_count_one_layer, test_count_many_layers

def count_parameters_by_hand(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total
