# title: ignores the given numbers
# says: Put the numbers that were given into the layer's parameters.
# fails: test_make_neuron_given_numbers, test_make_neuron_zero_is_given, test_make_neuron_one_is_given
def make_neuron(w=None, b=None):
    return nn.Linear(in_features=1, out_features=1)
