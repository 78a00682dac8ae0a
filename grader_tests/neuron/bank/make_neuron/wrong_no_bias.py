# title: bias=False
# says: A neuron is y = Wx + b: it needs a bias as well.
# fails: test_make_neuron_given_numbers, test_make_neuron_zero_is_given, test_make_neuron_two_trainable_numbers, test_make_neuron_random_start, test_make_neuron_one_is_given
def make_neuron(w=None, b=None):
    return nn.Linear(1, 1, bias=False)
