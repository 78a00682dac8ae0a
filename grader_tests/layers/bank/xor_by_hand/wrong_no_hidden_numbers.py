# title: a comparison, times a number
# says: A comparison is no neuron: let weights and biases answer.
# fails: test_xor_by_hand_numbers_do_the_work

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = nn.Parameter(torch.ones(1))

    def forward(self, x):
        return self.one * (x[:, :1] != x[:, 1:]).float()


def xor_by_hand():
    return _Net()
