# title: neurons in rows
# says: Rows of the result are orders, columns are neurons; turn it over.
# fails: test_neuron_layer_one_neuron, test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons

def neuron_layer(X, W, b):
    return W @ X.T + b.unsqueeze(1)
