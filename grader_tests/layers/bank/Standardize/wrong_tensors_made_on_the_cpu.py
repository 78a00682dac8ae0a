# title: makes tensors from numbers in forward
# says: A tensor made in forward is born on the CPU: where is the input?
# fails: test_standardize_on_device

class Standardize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)

    def forward(self, x):
        result = torch.zeros(x.shape, dtype=x.dtype)
        result += (x - self.mean) / self.std
        return result
