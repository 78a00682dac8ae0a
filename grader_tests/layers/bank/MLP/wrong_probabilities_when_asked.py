# title: softmax in evaluation mode
# says: Raw outputs in both modes: whoever wants probabilities applies softmax.
# fails: test_mlp_relu_between_nothing_after

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in, *hidden, n_out]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        x = self.layers[-1](x)
        return x if self.training else x.softmax(dim=1)
