# title: an activation after the layer
# says: ReLU cuts off everything below zero; a neuron for minutes must be free to say any number.
# fails: test_make_neuron_given_numbers, test_make_neuron_one_is_given
def make_neuron(w=None, b=None):
    layer = nn.Linear(1, 1)
    if w is not None:
        nn.init.constant_(layer.weight, w)
    if b is not None:
        nn.init.constant_(layer.bias, b)
    return nn.Sequential(layer, nn.ReLU())
