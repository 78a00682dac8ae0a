# title: weights and biases in parameter lists, drawn as nn.Linear does

class _Plain(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.w, self.b = nn.ParameterList(), nn.ParameterList()
        for a, b in zip(sizes, sizes[1:]):
            k = a**-0.5
            self.w.append(nn.Parameter(torch.empty(b, a).uniform_(-k, k)))
            self.b.append(nn.Parameter(torch.empty(b).uniform_(-k, k)))

    def forward(self, x):
        for i, (w, b) in enumerate(zip(self.w, self.b)):
            x = F.linear(F.relu(x) if i else x, w, b)
        return x


make_mlp = _Plain
