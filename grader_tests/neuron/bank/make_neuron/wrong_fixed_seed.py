# title: the same seed in every call
# says: With the seed set inside the function every neuron is the same one.
# fails: test_make_neuron_random_start
def make_neuron(w=None, b=None):
    torch.manual_seed(42)
    neuron = nn.Linear(1, 1)
    with torch.no_grad():
        if w is not None:
            neuron.weight.fill_(w)
        if b is not None:
            neuron.bias.fill_(b)
    return neuron
