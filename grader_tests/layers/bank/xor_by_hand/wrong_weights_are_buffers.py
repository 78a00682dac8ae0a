# title: buffers instead of parameters
# says: Weights are parameters: an optimizer would not find these.
# fails: test_xor_by_hand_numbers_do_the_work

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("W", torch.ones(2, 2))
        self.register_buffer("b", torch.tensor([0.0, -1.0]))
        self.register_buffer("v", torch.tensor([[1.0], [-2.0]]))

    def forward(self, x):
        return torch.relu(x @ self.W + self.b) @ self.v


def xor_by_hand():
    return _Net()
