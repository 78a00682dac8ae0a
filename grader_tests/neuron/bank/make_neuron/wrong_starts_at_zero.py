# title: starts at zero instead of at random
# says: A neuron that knows nothing starts with random numbers.
# fails: test_make_neuron_random_start
def make_neuron(w=None, b=None):
    neuron = nn.Linear(1, 1)
    neuron.weight.data.fill_(0.0 if w is None else w)
    neuron.bias.data.fill_(0.0 if b is None else b)
    return neuron
