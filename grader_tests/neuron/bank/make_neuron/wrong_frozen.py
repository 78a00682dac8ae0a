# title: given numbers are frozen
# says: requires_grad=False freezes a parameter: training could never change it.
# fails: test_make_neuron_two_trainable_numbers
def make_neuron(w=None, b=None):
    neuron = nn.Linear(1, 1)
    if w is not None:
        neuron.weight = nn.Parameter(torch.tensor([[float(w)]]), requires_grad=False)
    if b is not None:
        neuron.bias = nn.Parameter(torch.tensor([float(b)]), requires_grad=False)
    return neuron
