# title: keeps its layers on the class
# says: parameters() is empty, so nothing would train: PyTorch finds layers only where each model keeps them itself, as modules.
# hint: Neither a plain list nor an attribute of the class will do: assign an nn.ModuleList to self in __init__.
# fails: test_mlp_small, test_mlp_holds_what_it_learns, test_mlp_all_of_it_learns, test_mlp_without_hidden_layers, test_mlp_on_device

class MLP(nn.Module):
    layers = nn.ModuleList()
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        MLP.layers = nn.ModuleList()
        sizes = [n_in] + list(hidden) + [n_out]
        for a, b in zip(sizes, sizes[1:]):
            MLP.layers.append(nn.Linear(a, b))
    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)
