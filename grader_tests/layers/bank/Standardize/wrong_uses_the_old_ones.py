# title: registers buffers, but uses other attributes
# says: What is loaded is not what forward uses.
# fails: test_standardize_is_saved

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", mean.clone())
        self.register_buffer("std", std.clone())
        self.m, self.s = mean.tolist(), std.tolist()

    def forward(self, x):
        return (x - x.new_tensor(self.m)) / x.new_tensor(self.s)
