# title: 0.0 counts as not given
# says: `if w:` is false for 0.0 too; ask `if w is not None:`.
# fails: test_make_neuron_zero_is_given
def make_neuron(w=None, b=None):
    neuron = nn.Linear(1, 1)
    with torch.no_grad():
        if w:
            neuron.weight.fill_(w)
        if b:
            neuron.bias.fill_(b)
    return neuron
