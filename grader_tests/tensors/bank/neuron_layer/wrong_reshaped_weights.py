# title: reshapes the weights instead of turning them
# says: (D, K) by cutting anew mixes the weights of the neurons: turn W, do not cut it.
# fails: test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons
def neuron_layer(X, W, b):
    return X @ W.reshape(X.shape[1], -1) + b
