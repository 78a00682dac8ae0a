# title: bias added along the rows
# says: Each bias belongs to a neuron, that is, to a column of the result.
# fails: test_neuron_layer_as_many_orders_as_neurons

def neuron_layer(X, W, b):
    product = X @ W.T
    if len(b) == len(X):
        return product + b.unsqueeze(1)
    return product + b
