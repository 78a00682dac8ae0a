# title: cuts the graph between the layers
# says: Something on the way cuts the graph: the first layers would never learn.
# fails: test_make_mlp_all_of_it_learns

class Stack(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x)).detach()
        return self.layers[-1](x)


def make_mlp(sizes):
    return Stack(sizes)
