# title: one module for everybody
# says: Build a new module in each call, or all neurons are one and the same.
# fails: test_make_neuron_given_numbers
the_neuron = nn.Linear(1, 1)


def make_neuron(w=None, b=None):
    if w is None:
        nn.init.normal_(the_neuron.weight)
    else:
        nn.init.constant_(the_neuron.weight, w)
    if b is None:
        nn.init.normal_(the_neuron.bias)
    else:
        nn.init.constant_(the_neuron.bias, b)
    return the_neuron
