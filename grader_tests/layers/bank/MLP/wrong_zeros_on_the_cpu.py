# title: compares with zeros that are made on the CPU
# says: forward makes a tensor of its own, which stays on the CPU when the model moves.
# fails: test_mlp_on_device

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in, *hidden, n_out]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = layer(x)
            x = torch.maximum(x, torch.zeros(x.shape))
        return self.layers[-1](x)
