# title: a fresh nn.Linear with random weights
# says: nn.Linear starts with its own random numbers; the given W and b must go in.
# fails: test_neuron_layer_one_neuron, test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons, test_neuron_layer_on_device

def neuron_layer(X, W, b):
    layer = nn.Linear(W.shape[1], W.shape[0])
    return layer(X)
