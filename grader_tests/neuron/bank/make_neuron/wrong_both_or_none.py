# title: only if both are given
# says: Each of the two may be given by itself: ask for the weight and for the bias separately.
# fails: test_make_neuron_one_is_given
def make_neuron(w=None, b=None):
    n = nn.Linear(1, 1)
    if w is not None and b is not None:
        nn.init.constant_(n.weight, w)
        nn.init.constant_(n.bias, b)
    return n
