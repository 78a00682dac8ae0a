# title: column by column, stacked

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.as_tensor(mean).clone())
        self.register_buffer("std", torch.as_tensor(std).clone())
    def forward(self, x):
        z = torch.empty_like(x)
        return torch.stack([(c - m) / s for c, m, s in zip(x.unbind(1), self.mean, self.std)], dim=1)
