# title: averages instead of adding
# says: A neuron adds its products up. An average divides by their number as well.
# fails: test_neuron_layer_one_neuron, test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons
def neuron_layer(X, W, b):
    return (X[:, None, :] * W[None]).mean(-1) + b
