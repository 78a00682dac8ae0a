# title: forgets the transpose
# says: W has one row per neuron: X (N,D) meets W.T (D,K).
# fails: test_neuron_layer_one_neuron, test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons

def neuron_layer(X, W, b):
    return X @ W + b
