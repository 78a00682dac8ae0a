# title: ReLU after the last layer
# says: The outputs may have to be negative: nothing comes after the last layer.
# fails: test_mlp_relu_between_nothing_after, test_mlp_without_hidden_layers

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in, *hidden, n_out]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers:
            x = torch.relu(layer(x))
        return x
