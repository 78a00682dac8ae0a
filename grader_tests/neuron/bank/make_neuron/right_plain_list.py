# title: ParameterList

class Neuron(nn.Module):
    def __init__(self, values):
        super().__init__()
        self.numbers = nn.ParameterList(
            [nn.Parameter(torch.randn(1) if v is None else torch.tensor([v], dtype=torch.float32)) for v in values]
        )

    def forward(self, x):
        w, b = self.numbers
        return x * w + b


make_neuron = lambda w=None, b=None: Neuron([w, b])
