# title: a class of its own, with named layers
class Reader(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.hidden = nn.Linear(n_in, n_hidden)
        self.scores = nn.Linear(n_hidden, n_out)

    def forward(self, x):
        return self.scores(F.gelu(self.hidden(x)))


def build_model(n_in, n_hidden, n_out):
    return Reader(n_in, n_hidden, n_out)
