# title: registers its buffers in the first call
# says: Before its first call the layer holds nothing that could be saved: register in __init__.
# fails: test_standardize_is_saved

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.given = (mean, std)

    def forward(self, x):
        if "mean" not in self._buffers:
            self.register_buffer("mean", self.given[0].to(x))
            self.register_buffer("std", self.given[1].to(x))
        return (x - self.mean) / self.std
