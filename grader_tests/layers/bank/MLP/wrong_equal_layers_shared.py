# title: makes one layer for all places of the same size
# says: Two layers of the same size are two layers, each with weights of its own.
# fails: test_mlp_all_of_it_learns

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in] + list(hidden) + [n_out]
        made = {}
        self.layers = nn.ModuleList()
        for a, b in zip(sizes, sizes[1:]):
            made.setdefault((a, b), nn.Linear(a, b))
            self.layers.append(made[a, b])
    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = torch.relu(layer(x))
        return self.layers[-1](x)
