# title: does not flatten
# says: A picture comes in with rows and columns: flatten all but the first dimension.
# fails: test_mlp_flattens_its_input

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in] + hidden + [n_out]
        layers = []
        for a, b in zip(sizes, sizes[1:]):
            layers += [nn.Linear(a, b), nn.ReLU()]
        self.net = nn.Sequential(*layers[:-1])

    def forward(self, x):
        return self.net(x)
