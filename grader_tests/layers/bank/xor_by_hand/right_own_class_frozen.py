# title: own class with frozen parameters

class Stairs(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([[1.0, 1.0], [1.0, 1.0]]), requires_grad=False)
        self.b = nn.Parameter(torch.tensor([0.0, -1.0]), requires_grad=False)
        self.v = nn.Parameter(torch.tensor([[1.0], [-2.0]]), requires_grad=False)

    def forward(self, x):
        return (x @ self.w + self.b).clamp(min=0) @ self.v


def xor_by_hand():
    return Stairs()
