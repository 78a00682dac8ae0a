# title: changes its input
# says: The batch belongs to the caller: build a new tensor.
# fails: test_standardize_leaves_its_input_alone

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)

    def forward(self, x):
        x -= self.mean
        x /= self.std
        return x
