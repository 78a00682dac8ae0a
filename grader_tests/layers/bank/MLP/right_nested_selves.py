# title: one layer and a smaller MLP

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        match hidden:
            case []:
                self.first, self.rest = nn.Linear(n_in, n_out), None
            case [h, *others]:
                self.first, self.rest = nn.Linear(n_in, h), MLP(h, others, n_out)

    def forward(self, x):
        z = self.first(x.reshape(x.shape[0], -1))
        return self.rest(z.relu()) if self.rest is not None else z
