# title: uses a new layer with random weights
# says: The weights are given: a new layer starts with random ones.
# fails: test_neuron_layer_one_neuron, test_neuron_layer_any_sizes, test_neuron_layer_square_weights, test_neuron_layer_as_many_orders_as_neurons
def neuron_layer(X, W, b):
    layer = nn.Linear(W.shape[1], W.shape[0], device=X.device)
    with torch.no_grad():
        layer.bias.copy_(b)
    return layer(X)
