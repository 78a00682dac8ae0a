# title: rounds to float32
# says: Keep the dtype in which the statistics come.
# fails: test_standardize_float64

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", mean.float())
        self.register_buffer("std", std.float())

    def forward(self, x):
        return (x.float() - self.mean) / self.std
