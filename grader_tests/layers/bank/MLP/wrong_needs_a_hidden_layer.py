# title: fails without hidden layers
# says: The list of hidden layers may be empty.
# fails: test_mlp_without_hidden_layers

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        self.first = nn.Linear(n_in, hidden[0])
        self.middle = nn.ModuleList(nn.Linear(a, b) for a, b in zip(hidden, hidden[1:]))
        self.last = nn.Linear(hidden[-1], n_out)

    def forward(self, x):
        x = torch.relu(self.first(x.flatten(1)))
        for layer in self.middle:
            x = torch.relu(layer(x))
        return self.last(x)
