# title: steep sigmoids

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 2)
        self.out = nn.Linear(2, 1)
        with torch.no_grad():
            self.hidden.weight.fill_(80.0)
            self.hidden.bias.copy_(torch.tensor([-40.0, -120.0]))
            self.out.weight.copy_(torch.tensor([[80.0, -80.0]]))
            self.out.bias.fill_(-40.0)

    def forward(self, x):
        return torch.sigmoid(self.out(torch.sigmoid(self.hidden(x))))


def xor_by_hand():
    return _Net()
