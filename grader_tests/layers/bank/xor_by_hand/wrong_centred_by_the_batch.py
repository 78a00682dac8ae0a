# title: subtracts the mean of the batch
# says: What it says about a row depends on the rows beside it: only the four cases together have the mean 1/2.
# fails: test_xor_by_hand_any_batch

class Centred(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden, self.out = nn.Linear(2, 2), nn.Linear(2, 1)
        with torch.no_grad():
            self.hidden.weight.fill_(1.0)
            self.hidden.bias.copy_(torch.tensor([1.0, 0.0]))
            self.out.weight.copy_(torch.tensor([[1.0, -2.0]]))
            self.out.bias.zero_()

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x - x.mean(0))))


def xor_by_hand():
    return Centred()
