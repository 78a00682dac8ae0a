# title: adds the bias to every product
# says: The bias is added once, after the sum.
# fails: test_neuron_layer_one_neuron, test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons
def neuron_layer(X, W, b):
    return (X[:, None, :] * W[None] + b[None, :, None]).sum(-1)
