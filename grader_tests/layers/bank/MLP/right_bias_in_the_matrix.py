# title: the bias as one more column of each matrix

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        sizes = [n_in, *hidden, n_out]
        self.A = nn.ParameterList(
            nn.Parameter(torch.randn(b, a + 1) / (a + 1) ** 0.5) for a, b in zip(sizes, sizes[1:])
        )

    def forward(self, x):
        x = torch.flatten(x, 1)
        for k, A in enumerate(self.A):
            if k > 0:
                x = F.relu(x)
            x = x @ A[:, :-1].T + A[:, -1]
        return x
