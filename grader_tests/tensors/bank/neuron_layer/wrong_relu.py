# title: cuts off below zero
# says: No activation is asked for here: the sum may be negative.
# fails: test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons

def neuron_layer(X, W, b):
    return torch.relu(X @ W.T + b)
