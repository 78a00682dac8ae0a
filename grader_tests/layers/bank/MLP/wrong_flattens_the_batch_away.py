# title: flattens the batch dimension too
# says: The first dimension, the batch, must stay.
# fails: test_mlp_small, test_mlp_holds_what_it_learns, test_mlp_all_of_it_learns, test_mlp_relu_between_nothing_after, test_mlp_flattens_its_input, test_mlp_without_hidden_layers, test_mlp_on_device

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in] + hidden + [n_out]
        layers = []
        for a, b in zip(sizes, sizes[1:]):
            layers += [nn.Linear(a, b), nn.ReLU()]
        self.net = nn.Sequential(*layers[:-1])

    def forward(self, x):
        return self.net(x.flatten())
