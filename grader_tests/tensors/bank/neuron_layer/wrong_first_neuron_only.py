# title: one neuron only
# says: Every row of W is a neuron; each gives a column.
# fails: test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons

def neuron_layer(X, W, b):
    return (X * W[0]).sum(dim=1, keepdim=True) + b
