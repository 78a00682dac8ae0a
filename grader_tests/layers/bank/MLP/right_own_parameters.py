# title: own parameters and F.linear

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        z = [n_in, *hidden, n_out]
        self.W = nn.ParameterList(
            [nn.Parameter(torch.randn(q, p) / p**0.5) for p, q in zip(z, z[1:])]
        )
        self.b = nn.ParameterList([nn.Parameter(torch.zeros(q)) for q in z[1:]])

    def forward(self, x):
        x = x.flatten(1)
        for i, (W, b) in enumerate(zip(self.W, self.b)):
            x = F.linear(x, W, b)
            x = x.relu() if i < len(self.W) - 1 else x
        return x
