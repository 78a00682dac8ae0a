# title: the zeros of its ReLU are made on the CPU
# says: What forward makes by itself is born on the CPU. Take everything from x and the layers.
# fails: test_build_model_on_device
class Reader(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.hidden = nn.Linear(n_in, n_hidden)
        self.scores = nn.Linear(n_hidden, n_out)

    def forward(self, x):
        said = self.hidden(x)
        return self.scores(torch.maximum(said, torch.zeros(said.shape)))


def build_model(n_in, n_hidden, n_out):
    return Reader(n_in, n_hidden, n_out)
