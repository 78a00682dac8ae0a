# title: compares with zeros from the CPU on the way
# says: What forward makes by itself is born on the CPU. Take everything from x and the layers.
# fails: test_make_mlp_on_device

class Stack(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x)
            x = torch.maximum(x, torch.zeros(x.shape))
        return self.layers[-1](x)


def make_mlp(sizes):
    return Stack(sizes)
