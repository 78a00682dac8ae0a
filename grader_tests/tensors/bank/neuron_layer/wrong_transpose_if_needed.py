# title: turns W only when the shapes complain
# says: A square W fits both ways and means something else each way: always turn it.
# fails: test_neuron_layer_square_weights

def neuron_layer(X, W, b):
    if X.shape[1] == W.shape[0]:
        return X @ W + b
    return X @ W.T + b
