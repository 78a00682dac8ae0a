# title: parameters instead of buffers
# says: As nn.Parameter the optimizer would change your statistics; use register_buffer.
# fails: test_standardize_is_not_trained

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean, self.std = nn.Parameter(mean), nn.Parameter(std)

    def forward(self, x):
        return (x - self.mean) / self.std
