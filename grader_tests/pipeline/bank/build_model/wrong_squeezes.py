# title: squeezes its scores
# says: For one row `squeeze` takes the first dimension away: (1, C) becomes (C,).
# fails: test_build_model_each_row_alone
class Net(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.a, self.b = nn.Linear(n_in, n_hidden), nn.Linear(n_hidden, n_out)
    def forward(self, x):
        return self.b(torch.relu(self.a(x))).squeeze()
def build_model(n_in, n_hidden, n_out):
    return Net(n_in, n_hidden, n_out)
