# title: elementwise product
# says: `*` multiplies entry by entry; a neuron sums products: use @.
# fails: test_neuron_layer_as_many_orders_as_neurons

def neuron_layer(X, W, b):
    if X.shape == W.shape:
        return X * W + b
    return X @ W.T + b
