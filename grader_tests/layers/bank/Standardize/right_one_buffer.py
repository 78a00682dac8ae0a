# title: both statistics in one buffer, a tiny number against division by zero

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("stats", torch.stack([mean, std.clamp(min=1e-8)]).detach())

    def forward(self, x):
        return x.sub(self.stats[0]).div(self.stats[1])
