# title: plain Python list of layers
# says: parameters() is empty, so nothing would train: PyTorch finds layers only where each model keeps them itself, as modules.
# hint: Neither a plain list nor an attribute of the class will do: assign an nn.ModuleList to self in __init__.
# fails: test_mlp_small, test_mlp_holds_what_it_learns, test_mlp_all_of_it_learns, test_mlp_without_hidden_layers, test_mlp_on_device

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in, *hidden, n_out]
        self.layers = [nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])]

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)
