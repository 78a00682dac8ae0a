# title: parameters replaced by plain tensors
# says: Plain tensors are invisible to parameters(); wrap them in nn.Parameter.
# fails: test_make_neuron_two_trainable_numbers, test_make_neuron_random_start, test_make_neuron_on_device
class Neuron(nn.Module):
    def __init__(self, w, b):
        super().__init__()
        self.w = torch.randn(1, 1) if w is None else torch.tensor([[float(w)]])
        self.b = torch.randn(1) if b is None else torch.tensor([float(b)])

    def forward(self, x):
        return x @ self.w.T + self.b


def make_neuron(w=None, b=None):
    return Neuron(w, b)
