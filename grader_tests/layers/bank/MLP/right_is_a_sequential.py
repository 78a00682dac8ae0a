# title: inherits from nn.Sequential

class MLP(nn.Sequential):
    def __init__(self, n_in, hidden, n_out):
        layers = [nn.Flatten()]
        for width in hidden:
            layers += [nn.Linear(n_in, width), nn.ReLU()]
            n_in = width
        super().__init__(*layers, nn.Linear(n_in, n_out))
