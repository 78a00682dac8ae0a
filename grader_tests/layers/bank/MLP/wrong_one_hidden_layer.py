# title: uses the first hidden size only
# says: Every number in `hidden` is a layer, not only the first.
# fails: test_mlp_holds_what_it_learns

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        if hidden:
            self.net = nn.Sequential(
                nn.Flatten(), nn.Linear(n_in, hidden[0]), nn.ReLU(), nn.Linear(hidden[0], n_out)
            )
        else:
            self.net = nn.Sequential(nn.Flatten(), nn.Linear(n_in, n_out))

    def forward(self, x):
        return self.net(x)
