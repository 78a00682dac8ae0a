# title: plain tensors as attributes
# says: PyTorch does not know about plain tensors: they are neither saved nor moved.
# fails: test_standardize_is_saved, test_standardize_on_device

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = mean
        self.std = std

    def forward(self, x):
        return (x - self.mean) / self.std
