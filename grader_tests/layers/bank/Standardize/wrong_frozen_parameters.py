# title: parameters with requires_grad=False
# says: A frozen parameter is still in parameters(); a buffer is not.
# fails: test_standardize_is_not_trained

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = nn.Parameter(mean.clone(), requires_grad=False)
        self.std = nn.Parameter(std.clone(), requires_grad=False)
    def forward(self, x):
        return (x - self.mean) / self.std
