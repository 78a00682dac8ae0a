# title: the bias starts at zero unless given
# says: A parameter that is not given starts at random, also the bias.
# fails: test_make_neuron_random_start
def make_neuron(w=None, b=None):
    n = nn.Linear(1, 1)
    with torch.no_grad():
        if w is not None:
            n.weight.fill_(w)
        n.bias.fill_(0.0 if b is None else b)
    return n
