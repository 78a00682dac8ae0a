# title: the random start is drawn when the function is defined
# says: A default is drawn once, when Python reads the `def`; all neurons then start alike. Draw inside.
# fails: test_make_neuron_random_start
def make_neuron(w=float(torch.randn(())), b=float(torch.randn(()))):
    class Neuron(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = nn.Parameter(torch.tensor(float(w) if w is not None else 0.5))
            self.b = nn.Parameter(torch.tensor(float(b) if b is not None else 0.5))
        def forward(self, x):
            return self.w * x + self.b
    return Neuron()
