# title: own parameters, each hinge scaled to its gap

class _Broken(nn.Module):
    def __init__(self, kx, ky):
        super().__init__()
        width = kx.diff()
        slope = ky.diff() / width
        self.a = nn.Parameter(1 / width)
        self.c = nn.Parameter(-kx[:-1] / width)
        self.v = nn.Parameter(width * torch.cat([slope[:1], slope.diff()]))
        self.d = nn.Parameter(ky[0].clone())

    def forward(self, x):
        return (F.relu(x * self.a + self.c) * self.v).sum(1, keepdim=True) + self.d


relu_interpolator = _Broken
