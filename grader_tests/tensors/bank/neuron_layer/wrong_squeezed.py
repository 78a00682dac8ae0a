# title: squeezes the orders
# says: squeeze() takes away every dimension of size 1, also that of a single order or a single feature.
# fails: test_neuron_layer_any_sizes
def neuron_layer(X, W, b):
    return X.squeeze() @ W.T + b
