# title: a layer that is never used
# says: A layer you never use still counts as parameters and gets no gradient.
# fails: test_mlp_small, test_mlp_holds_what_it_learns, test_mlp_all_of_it_learns, test_mlp_relu_between_nothing_after, test_mlp_without_hidden_layers

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in, *hidden]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.out = nn.Linear(sizes[-1], n_out)
        self.skip = nn.Linear(n_in, n_out)

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers:
            x = torch.relu(layer(x))
        return self.out(x)
