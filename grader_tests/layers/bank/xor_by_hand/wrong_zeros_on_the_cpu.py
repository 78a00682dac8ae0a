# title: compares with zeros from the CPU on the way
# says: What forward makes by itself is born on the CPU. clamp and relu need no zeros of yours.
# fails: test_xor_by_hand_on_device

class Stairs(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden, self.out = nn.Linear(2, 2), nn.Linear(2, 1)
        with torch.no_grad():
            self.hidden.weight.fill_(1.0)
            self.hidden.bias.copy_(torch.tensor([0.0, -1.0]))
            self.out.weight.copy_(torch.tensor([[1.0, -2.0]]))
            self.out.bias.fill_(0.0)

    def forward(self, x):
        said = self.hidden(x)
        return self.out(torch.maximum(said, torch.zeros(said.shape)))


def xor_by_hand():
    return Stairs()
