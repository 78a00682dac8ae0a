# title: scale and shift worked out once

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("scale", 1 / std)
        self.register_buffer("shift", mean / std)

    def forward(self, x):
        return x * self.scale - self.shift
