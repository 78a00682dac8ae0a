# title: one neuron with the absolute value

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([[1.0], [-1.0]]))
        self.v = nn.Parameter(torch.ones(1, 1))

    def forward(self, x):
        return (x @ self.w).abs() @ self.v


xor_by_hand = _Net
