# title: appends the output size to the list that came in
# says: The list belongs to the caller; make a new one of it.
# fails: test_mlp_holds_what_it_learns

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        hidden.append(n_out)
        layers = []
        for h in hidden:
            layers += [nn.Linear(n_in, h), nn.ReLU()]
            n_in = h
        self.net = nn.Sequential(nn.Flatten(), *layers[:-1])
    def forward(self, x):
        return self.net(x)
