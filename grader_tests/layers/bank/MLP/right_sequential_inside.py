# title: nn.Sequential inside, nn.Flatten

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        layers, p = [nn.Flatten()], n_in
        for h in hidden:
            layers += [nn.Linear(p, h), nn.ReLU()]
            p = h
        self.net = nn.Sequential(*layers, nn.Linear(p, n_out))

    def forward(self, x):
        return self.net(x)
