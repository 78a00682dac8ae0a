# title: forward makes ones on the CPU
# says: torch.ones in forward is born on the CPU wherever the module was moved; torch.ones_like(x) is where x is.
# fails: test_make_neuron_on_device

class Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.theta = nn.Parameter(torch.rand(2) * 10 - 5)

    def forward(self, x):
        return torch.cat([x, torch.ones(len(x), 1)], dim=1) @ self.theta[:, None]


def make_neuron(w=None, b=None):
    line = Line()
    for i, value in enumerate((w, b)):
        if value is not None:
            line.theta.data[i] = value
    return line
