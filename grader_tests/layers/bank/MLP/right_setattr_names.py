# title: layers by name with setattr, reshape and clamp

class MLP(nn.Module):
    def __init__(self, n_in, hidden, n_out):
        super().__init__()
        self.n_in, self.depth = n_in, len(hidden) + 1
        sizes = (n_in,) + tuple(hidden) + (n_out,)
        for i in range(self.depth):
            setattr(self, f"fc{i}", nn.Linear(sizes[i], sizes[i + 1]))

    def forward(self, x):
        x = x.reshape(-1, self.n_in)
        for i in range(self.depth - 1):
            x = getattr(self, f"fc{i}")(x).clamp(min=0)
        return getattr(self, f"fc{self.depth - 1}")(x)
