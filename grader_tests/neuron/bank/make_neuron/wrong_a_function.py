# title: a function instead of a module
# says: A function keeps no parameters that an optimizer could find: build an nn.Module.
# fails: test_make_neuron_shapes, test_make_neuron_given_numbers, test_make_neuron_zero_is_given, test_make_neuron_two_trainable_numbers, test_make_neuron_random_start, test_make_neuron_on_device, test_make_neuron_one_is_given
def make_neuron(w=None, b=None):
    w = torch.randn(()) if w is None else w
    b = torch.randn(()) if b is None else b
    return lambda x: w * x + b
