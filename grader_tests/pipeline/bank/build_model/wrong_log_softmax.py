# title: log-softmax at the end
# says: The loss function makes probabilities and their logarithms itself; hand out the raw scores.
# fails: test_build_model_raw_scores
class Net(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.hidden = nn.Linear(n_in, n_hidden)
        self.out = nn.Linear(n_hidden, n_out)

    def forward(self, x):
        return F.log_softmax(self.out(F.relu(self.hidden(x))), dim=1)


def build_model(n_in, n_hidden, n_out):
    return Net(n_in, n_hidden, n_out)
