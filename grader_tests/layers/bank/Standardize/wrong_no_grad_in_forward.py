# title: does not record gradients in forward
# says: Not trained is one thing; a layer that stands before it needs its gradients all the same.
# fails: test_standardize_lets_gradients_through

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)
    def forward(self, x):
        with torch.no_grad():
            return (x - self.mean) / self.std
