# title: flattens with the last dimension first
# says: The numbers of an example stay in the order in which they come.
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
        if x.ndim > 2:
            x = x.transpose(1, -1)
        return self.net(x.flatten(1))
