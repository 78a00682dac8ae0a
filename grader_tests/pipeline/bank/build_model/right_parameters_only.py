# title: from nn.Parameter alone
class Net(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.w1 = nn.Parameter(torch.randn(n_in, n_hidden) / n_in**0.5)
        self.b1 = nn.Parameter(torch.zeros(n_hidden))
        self.w2 = nn.Parameter(torch.randn(n_hidden, n_out) / n_hidden**0.5)
        self.b2 = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return (x @ self.w1 + self.b1).clamp(min=0) @ self.w2 + self.b2


def build_model(n_in, n_hidden, n_out):
    return Net(n_in, n_hidden, n_out)
