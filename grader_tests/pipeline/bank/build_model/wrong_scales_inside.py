# title: scales each batch by its own mean
# says: The scores of a row change with the rows beside it, and one row alone has no deviation. Scale before, by the training rows.
# fails: test_build_model_each_row_alone
class Net(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(n_in, n_hidden), nn.ReLU(), nn.Linear(n_hidden, n_out))
    def forward(self, x):
        return self.net((x - x.mean(0)) / (x.std(0, unbiased=False) + 1e-6))
def build_model(n_in, n_hidden, n_out):
    return Net(n_in, n_hidden, n_out)
