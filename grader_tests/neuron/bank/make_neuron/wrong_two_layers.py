# title: a hidden layer in between
# says: One neuron has one weight and one bias: two numbers, not four.
# fails: test_make_neuron_two_trainable_numbers
def make_neuron(w=None, b=None):
    first, last = nn.Linear(1, 1), nn.Linear(1, 1)
    with torch.no_grad():
        if w is not None:
            first.weight.fill_(w)
            last.weight.fill_(1.0)
        if b is not None:
            first.bias.fill_(0.0)
            last.bias.fill_(b)
    return nn.Sequential(first, last)
